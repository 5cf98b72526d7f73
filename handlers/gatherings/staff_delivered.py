"""What became of every message of a gathering, by family; and who has to be told by phone instead."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.notices import NOT_ARRIVED, NoticeState
from domain.sign_ups import ACTIVE, SignUp
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_words import fate_name
from handlers.gatherings.staff_coming import Held, find_held
from handlers.gatherings.staff_coming_screens import head
from handlers.gatherings.staff_held import gone, pages, turns
from handlers.gatherings.staff_names import family_name, what_happened
from handlers.gatherings.staff_telling import RING
from handlers.screen import Button, Screen, column
from handlers.staff.menu import way_home
from storage import outbox, sign_ups
from storage.engine import Tx
from storage.gathering_people import Sent, called, calls_of, messages_of

# Telegram takes 4096 characters: so many families, each with its newest messages, always fit.
A_PAGE, NEWEST = 6, 6
# Of these a family has to know, by phone if need be.
CHANGES = frozenset({"session-moved", "place-changed", "session-cancelled", "session-added", "gathering-cancelled"})
MUST_KNOW = CHANGES | {"place-offered"}
LOST = NOT_ARRIVED | {NoticeState.EXPIRED}


@dataclass(frozen=True, slots=True)
class Call:
    """A family that has to be rung, and what it has not been told."""

    sign_up: SignUp
    kind: str
    notices: tuple[int, ...]


async def messages(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """The first page."""
    return await messages_page(ctx, tx, session, "0")


async def messages_page(ctx: Ctx, tx: Tx, session: str, page: str) -> Screen:
    """By family, what was said of this session and of the gathering, and what became of it."""
    held = await find_held(ctx, tx, session)
    if held is None:
        return await gone(ctx, tx)
    by_family: dict[int, list[Sent]] = {}
    for one in await messages_of(tx, held.gathering):
        if one.data.get("session", session) == session:
            by_family.setdefault(one.family, []).append(one)
    return await _page(ctx, tx, held, by_family, page)


async def _page(ctx: Ctx, tx: Tx, held: Held, by_family: dict[int, list[Sent]], page: str) -> Screen:
    tr, data = ctx.tr, f"held:{held.session.code}"
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 3 else 0
    shown = list(by_family)[number * A_PAGE : (number + 1) * A_PAGE]
    names = await called(tx, shown)
    signed = {one.family: one.name for one in await sign_ups.sign_ups_of(tx, held.gathering.id, ACTIVE)}
    blocks = [
        f"<b>{tr.value(family_name(signed.get(one), *names[one]))}</b>\n" + "\n".join(_lines(ctx, by_family[one]))
        for one in shown
    ]
    text = "\n\n".join(blocks) or tr.html("Nothing was sent yet.")
    ways = turns(ctx, f"{data}:sent", number, pages(by_family, A_PAGE))
    return Screen(
        f"{head(ctx, held.gathering, held.session)}\n\n✉️ {text}",
        (*ways, *way_home(tr, data)),
        at=f"{data}:sent",
        words=any(signed.values()),
    )


def _lines(ctx: Ctx, sent: Iterable[Sent]) -> list[str]:
    tr, every = ctx.tr, list(sent)
    return [
        *(["…"] if len(every) > NEWEST else []),
        *(
            str(
                tr.html(
                    "{moment}: {message}, {fate}",
                    moment=tr.moment(one.at),
                    message=what_happened(tr, one.kind),
                    fate=fate_name(tr, one.state, by_phone=one.told),
                )
            )
            for one in every[-NEWEST:]
        ),
    ]


async def calls(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """Everybody whom a change has not reached."""
    held = await find_held(ctx, tx, session)
    if held is None:
        return await gone(ctx, tx)
    tr, found = ctx.tr, await _calls(tx, held)
    names = await called(tx, [one.sign_up.family for one in found])
    text: str = tr.html("Every message has arrived. There is nobody to call.")
    if found:
        text = tr.nhtml("{n} family has to be called.", "{n} families have to be called.", len(found))
    buttons = [
        Button(
            f"{family_name(one.sign_up.name, *names[one.sign_up.family])} · {what_happened(tr, one.kind)}",
            f"held:{session}:call:{one.sign_up.code}",
        )
        for one in found
    ]
    heading = head(ctx, held.gathering, held.session)
    rows = (*column(*buttons), *way_home(tr, f"held:{session}"))
    return Screen(f"{heading}\n\n📞 {text}", rows, at=f"held:{session}:calls", words=bool(found))


async def _calls(tx: Tx, held: Held) -> list[Call]:
    """Of each family that is signed up or waits: the newest it has to know, if nobody of it was reached."""
    about = [*await messages_of(tx, held.gathering), *await calls_of(tx, held.gathering, RING)]
    mine = [one for one in about if one.data.get("session", held.session.code) == held.session.code]
    found = []
    for one in await sign_ups.sign_ups_of(tx, held.gathering.id, ACTIVE):
        call = _call(one, [each for each in mine if each.family == one.family])
        found += [call] if call else []
    return found


def _call(one: SignUp, sent: list[Sent]) -> Call | None:
    must = [each for each in sent if _kind(each) in MUST_KNOW and (_lost(each) or each.state is not _GONE)]
    if not must:
        return None
    newest = max(must, key=lambda each: each.id)
    same = [each for each in must if _what(each) == _what(newest)]
    if not all(_lost(each) for each in same):
        return None
    return Call(one, _kind(newest), tuple(each.id for each in same))


_GONE = NoticeState.CANCELLED


def _kind(one: Sent) -> str:
    return str(one.data["what"]) if one.kind == RING else one.kind


def _what(one: Sent) -> tuple[str, object]:
    return _kind(one), one.data.get("starts") or one.data.get("place")


def _lost(one: Sent) -> bool:
    """Whether nobody can say that they know: what staff were to say is said when they say so."""
    return not one.told and (one.kind == RING or one.state in LOST)


async def call(ctx: Ctx, tx: Tx, session: str, sign_up: str) -> Screen:
    """One family: what it has to know, and its number if it left one."""
    held, one = await _one(ctx, tx, session, sign_up)
    if held is None or one is None:
        return await _not_now(ctx, tx, session)
    tr, data = ctx.tr, f"held:{session}:call:{sign_up}"
    names, number = await called(tx, [one.sign_up.family]), await sign_ups.phone_of(tx, one.sign_up.id)
    lines = [
        head(ctx, held.gathering, held.session),
        f"<b>{tr.value(family_name(one.sign_up.name, *names[one.sign_up.family]))}</b>",
        tr.html("Has not been told: {message}", message=what_happened(tr, one.kind)),
        f"📞 {tr.value(number) if number else tr.html('They left no number.')}",
    ]
    told = Button(tr.ptext("staff button", "✅ Told by phone"), f"{data}:told")
    rows = (*column(told), *way_home(tr, f"held:{session}:calls"))
    return Screen("\n\n".join(lines), rows, at=f"held:{session}:calls", words=True)


async def _one(ctx: Ctx, tx: Tx, session: str, sign_up: str) -> tuple[Held | None, Call | None]:
    held = await find_held(ctx, tx, session)
    found = await _calls(tx, held) if held else []
    return held, next((one for one in found if one.sign_up.code == sign_up), None)


async def told(ctx: Ctx, tx: Tx, session: str, sign_up: str) -> Screen:
    """They know it now; of two who say so, one did."""
    held, one = await _one(ctx, tx, session, sign_up)
    if held is None or one is None or ctx.person.staff is None:
        return await _not_now(ctx, tx, session)
    for notice in one.notices:
        await outbox.mark_told(tx, notice, ctx.person.staff.id, ctx.now)
    return await calls(ctx, tx, session)


async def _not_now(ctx: Ctx, tx: Tx, session: str) -> Screen:
    return problems.no_longer(ctx.tr, await calls(ctx, tx, session))
