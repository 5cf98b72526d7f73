"""Staff and one session: who is coming, by name and as a file, and asking those who have not answered."""

from collections.abc import Sized
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from domain.access import Reach, Right, reach
from domain.gatherings import Gathering, GatheringState, Session
from domain.notices import Notice
from domain.reminders import is_night
from domain.sign_ups import SignUpState
from domain.slots import local_day
from domain.turnout import Guest, key_of
from handlers import problems
from handlers.context import Ctx
from handlers.gatherings import staff_coming_screens as screens
from handlers.gatherings.food_words import dish_name
from handlers.gatherings.staff_coming import Held, find_held, gather
from handlers.gatherings.staff_names import guest_name, runs_kinds
from handlers.gatherings.words import band_name, bands
from handlers.screen import Attachment, Button, Rows, Screen
from locales.tongues import tongue
from storage import gatherings, outbox
from storage.engine import Tx
from storage.gathering_people import Phone, phones_of

T = TypeVar("T")
MOST = 12
A_PAGE = 30
# What was held lately stands in the list too: attendance is often put right afterwards.
LATELY = timedelta(days=2)


async def sessions(ctx: Ctx, tx: Tx) -> Screen:
    """The next sessions of what she runs; for a leader how many families each of them expects."""
    if reach(ctx.person, Right.GATHERINGS) is Reach.FIGURES:
        return screens.figures(ctx, [(*one, await _expected(ctx, tx, *one)) for one in await _next(ctx, tx, None)])
    return screens.sessions(ctx, await _next(ctx, tx, runs_kinds(ctx.programme, ctx.person)))


async def _next(ctx: Ctx, tx: Tx, kinds: list[str] | None) -> list[tuple[Gathering, Session]]:
    """What was held lately and what is next, of these activities or of all that are not private."""
    since = ctx.now - LATELY
    told = [one.key for one in ctx.programme.gathering_kinds if one.gathering and not one.gathering.private]
    wanted = told if kinds is None else kinds
    found = await gatherings.gatherings_of(tx, wanted, [GatheringState.OPEN, GatheringState.ENDED], since)
    every = [(one, session) for one in found for session in one.standing if session.ends_at > since]
    return sorted(every, key=lambda pair: pair[1].starts_at)[:MOST]


async def _expected(ctx: Ctx, tx: Tx, gathering: Gathering, session: Session) -> int:
    rules = ctx.programme.rules(gathering.activity)
    return (await gather(tx, gathering, session, rules)).turnout.families if rules else 0


async def gone(ctx: Ctx, tx: Tx) -> Screen:
    """No such session, or not hers: the same words."""
    return problems.no_longer(ctx.tr, await sessions(ctx, tx))


async def look(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """The card."""
    held = await find_held(ctx, tx, session)
    return await gone(ctx, tx) if held is None else screens.card(ctx, held)


async def who(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """The first page of names."""
    return await who_page(ctx, tx, session, "0")


async def who_page(ctx: Ctx, tx: Tx, session: str, page: str) -> Screen:
    """Everybody by name."""
    held = await find_held(ctx, tx, session)
    if held is None:
        return await gone(ctx, tx)
    shown, number = paged(held.guests, page)
    return screens.who(ctx, held, shown, turns(ctx, f"held:{session}:who", number, pages(held.guests)))


def paged(found: list[T], page: str) -> tuple[list[T], int]:
    """One page of them, and which; any text may be asked for."""
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 3 else 0
    number = number if number * A_PAGE < len(found) else 0
    return found[number * A_PAGE : (number + 1) * A_PAGE], number


def pages(found: Sized, a_page: int = A_PAGE) -> int:
    """How many pages it takes."""
    return -(-len(found) // a_page)


def turns(ctx: Ctx, data: str, number: int, every: int) -> Rows:
    """The ways to the page before and after, of so many."""
    before, after = number > 0, number + 1 < every
    earlier = Button(ctx.tr.ptext("staff button", "⬅️ Before"), f"{data}:{number - 1}") if before else None
    later = Button(ctx.tr.ptext("staff button", "➡️ More"), f"{data}:{number + 1}") if after else None
    found = tuple(one for one in (earlier, later) if one is not None)
    return (found,) if found else ()


async def nudge(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """Ask those who have not answered, once a day at most; says to how many it goes."""
    held = await find_held(ctx, tx, session)
    if held is None:
        return await gone(ctx, tx)
    ahead = held.gathering.takes_place(held.session) and held.session.starts_at > ctx.now
    if not ahead or not held.turnout.silent:
        return problems.no_longer(ctx.tr, await look(ctx, tx, session))
    silent, phones = await _silent(tx, held)
    notices = [_question(ctx, held, one) for one in phones]
    known = await outbox.purposes_known(tx, [one.purpose for one in notices])
    await outbox.enqueue(tx, notices, ctx.now)
    reached = len({one.sign_up for one in phones})
    asked = len({phone.sign_up for phone, one in zip(phones, notices, strict=True) if one.purpose not in known})
    said = ctx.tr.text("They were asked today already.")
    if asked or not known:
        said = _asked(ctx, asked, silent - reached)
    card = screens.card(ctx, held)
    return replace(card, text=f"📣 {said}\n\n{card.text}", toast=said)


async def _silent(tx: Tx, held: Held) -> tuple[int, list[Phone]]:
    """How many have not answered, and the phones that may be written to: only a yes to reminders is one."""
    keys = {one.key for one in held.guests if one.going and one.answer is None}
    unit = held.rules.unit
    phones = await phones_of(tx, held.gathering.id, (SignUpState.GOING,), unit)
    reached = [one for one in phones if one.reminders and key_of(unit, one.family, one.person) in keys]
    return len(keys), reached


def _question(ctx: Ctx, held: Held, phone: Phone) -> Notice:
    starts = int(held.session.starts_at.timestamp())
    purpose = f"session-nudge:{held.session.code}:{local_day(ctx.programme, ctx.now)}:{phone.person}"
    data = {"session": held.session.code, "starts": starts}
    return Notice(phone.person, "session-nudge", purpose, data, not_after=held.session.starts_at)


def _asked(ctx: Ctx, asked: int, others: int) -> str:
    said = ctx.tr.ntext("{n} is asked now.", "{n} are asked now.", asked)
    if is_night(ctx.programme, ctx.now):
        said = ctx.tr.ntext("{n} is asked in the morning.", "{n} are asked in the morning.", asked)
    if not others:
        return said
    rest = ctx.tr.ntext(
        "{n} has said no to reminders or has no phone here.",
        "{n} have said no to reminders or have no phone here.",
        others,
    )
    return f"{said} {rest}"


async def as_file(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """The list as a table that every office program opens."""
    held = await find_held(ctx, tx, session)
    if held is None:
        return await gone(ctx, tx)
    from documents.coming_list import table

    name = f"deltagere-{local_day(ctx.programme, held.session.starts_at)}.csv"
    caption = ctx.tr.html("The list holds names: print it only if you need to, and throw it away afterwards.")
    file = Attachment(name, table(_columns(ctx), [_row(ctx, held, one) for one in held.guests]), caption)
    return replace(screens.card(ctx, held), attachment=file, words=True, fresh=True)


def _columns(ctx: Ctx) -> list[str]:
    tr = ctx.tr
    first = [tr.ptext("column", "Family"), tr.ptext("column", "Answer"), tr.ptext("column", "Adults")]
    last = [tr.ptext("column", "Childcare"), tr.ptext("column", "Brings"), tr.ptext("column", "Interpreter")]
    return [*first, *(band_name(tr, one) for one in bands(ctx.programme)), *last, tr.ptext("column", "Here")]


def _row(ctx: Ctx, held: Held, guest: Guest) -> list[str]:
    """One line: what is known stands there, what is not known stays empty."""
    tr, party, needs = ctx.tr, guest.party, guest.sign_up.needs if guest.sign_up else None
    young = [str(party.children.get(one, 0)) if party else "" for one in bands(ctx.programme)]
    care = tr.ptext("column", "yes") if party and party.childcare else ""
    interpreter = tongue(tr, needs.interpreter) if needs and needs.interpreter else ""
    present = {True: tr.ptext("column", "yes"), False: tr.ptext("column", "no"), None: ""}[guest.present]
    adults = str(party.adults) if party else ""
    brings = dish_name(tr, needs.dish) if needs and needs.dish else ""
    return [guest_name(guest, held.names), _answer(ctx, guest), adults, *young, care, brings, interpreter, present]


def _answer(ctx: Ctx, guest: Guest) -> str:
    if guest.sign_up is not None and not guest.going:
        return ctx.tr.ptext("column", "waits")
    if guest.answer is None:
        return ""
    yes = screens.MARKS[guest.answer] == "✅"
    return ctx.tr.ptext("column", "yes") if yes else ctx.tr.ptext("column", "no")
