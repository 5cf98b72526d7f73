"""What staff see of those who are coming."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from domain.access import Right, may
from domain.gathering_rules import Care
from domain.gatherings import Gathering, Session
from domain.sign_ups import Answer
from domain.turnout import Guest
from handlers.context import Ctx
from handlers.gatherings.food_words import dish_name, kitchen_name
from handlers.gatherings.staff_names import guest_name
from handlers.gatherings.words import activity_name, band_name, title, venue_of
from handlers.screen import Button, Rows, Screen, beside, column
from handlers.staff.menu import way_home
from locales import Translator
from locales.tongues import tongue

if TYPE_CHECKING:
    from handlers.gatherings.staff_coming import Held


def sessions(ctx: Ctx, found: Sequence[tuple[Gathering, Session]]) -> Screen:
    """The next sessions of what she runs."""
    tr = ctx.tr
    text = tr.html("Nothing is planned in the next weeks.") if not found else tr.html("What is next:")
    buttons = [Button(_line(ctx, *one), f"held:{one[1].code}") for one in found]
    plan = Button(tr.ptext("staff button", "📌 The plan"), "plan")
    return Screen(f"🎪 {text}", (*column(*buttons, plan), *way_home(tr)), at="held")


def figures(ctx: Ctx, found: Sequence[tuple[Gathering, Session, int]]) -> Screen:
    """The same in numbers, with nothing that leads to anybody."""
    tr = ctx.tr
    lines = [f"{tr.value(_line(ctx, *one[:2]))}: {tr.value(one[2])}" for one in found]
    head = tr.html("How many are expected:") if lines else tr.html("Nothing is planned in the next weeks.")
    return Screen("\n".join([f"🎪 {head}", *lines]), way_home(tr), at="held")


def _line(ctx: Ctx, gathering: Gathering, session: Session) -> str:
    kind = activity_name(ctx.tr, ctx.programme, gathering.activity).partition(" ")[0]
    when = ctx.tr.soon(session.starts_at, ctx.now)
    return f"{kind} {when} · {title(ctx.tr, ctx.programme, gathering, session)}"


def head(ctx: Ctx, gathering: Gathering, session: Session) -> str:
    """What, when and where."""
    tr, venue = ctx.tr, venue_of(ctx.programme, gathering, session)
    lines = [
        f"<b>{tr.value(title(tr, ctx.programme, gathering, session))}</b>",
        tr.value(activity_name(tr, ctx.programme, gathering.activity)),
        f"{tr.value(tr.soon(session.starts_at, ctx.now))} · {tr.value(venue.name)}",
    ]
    if not gathering.takes_place(session):
        lines.append(f"❌ {tr.html('Cancelled')}")
    return "\n".join(str(one) for one in lines)


def card(ctx: Ctx, held: Held, opening: str | None = None) -> Screen:
    """Everything the kitchen, the young sitters and the hosts have to know, in numbers."""
    parts = [*([f"🎪 {opening}"] if opening else []), head(ctx, held.gathering, held.session)]
    parts += ["\n".join(lines) for lines in (_expected(ctx, held), _answers(ctx, held)) if lines]
    return Screen("\n\n".join(parts), (*_ways(ctx, held), *way_home(ctx.tr, "held")), at=f"held:{held.session.code}")


def _expected(ctx: Ctx, held: Held) -> list[str]:
    tr, found = ctx.tr, held.turnout
    if held.rules.unit.one_person:
        lines: list[str] = [tr.nhtml("{n} woman is expected", "{n} women are expected", found.families)]
    else:
        lines = [f"👨‍👩‍👧 {tr.nhtml('{n} family is expected', '{n} families are expected', found.families)}"]
        lines.append(tr.html("Adults: {n}", n=found.adults))
        lines += [tr.html("Children: {n} ({ages})", n=found.young, ages=_ages(tr, found.children))] * bool(found.young)
        if held.gathering.childcare or held.rules.childcare is Care.ALWAYS:
            lines.append(f"🧸 {tr.html('To be looked after: {n}', n=found.looked_after)}")
    lines += _kitchen(tr, found.dishes, found.allergies)
    if held.languages:
        lines.append(f"🗣 {tr.html('They read: {languages}', languages=_tongues(tr, held.languages))}")
    if found.interpreters:
        lines.append(f"🗣 {tr.html('Interpreters: {languages}', languages=_tongues(tr, found.interpreters))}")
    return lines


def _ages(tr: Translator, children: Mapping[str, int]) -> str:
    ordered = sorted((one for one in children.items() if one[1]), key=lambda one: int(one[0].partition("-")[0]))
    return _numbers([(band_name(tr, band), count) for band, count in ordered])


def _numbers(found: Sequence[tuple[str, int]]) -> str:
    return " · ".join(f"{name}: {count}" for name, count in found)


def _kitchen(tr: Translator, dishes: Mapping[str, int], allergies: Mapping[str, int]) -> list[str]:
    lines = []
    if dishes:
        brought = _numbers([(dish_name(tr, dish), count) for dish, count in sorted(dishes.items())])
        lines.append(f"🍲 {tr.html('They bring: {dishes}', dishes=brought)}")
    if allergies:
        known = _numbers([(kitchen_name(tr, kind), count) for kind, count in sorted(allergies.items())])
        lines.append(f"⚠️ {tr.html('Allergies: {allergies}', allergies=known)}")
    return lines


def _tongues(tr: Translator, found: Mapping[str, int]) -> str:
    return _numbers([(tongue(tr, code), count) for code, count in sorted(found.items())])


def _answers(ctx: Ctx, held: Held) -> list[str]:
    tr, found = ctx.tr, held.turnout
    lines = [
        f"✅ {tr.html('Have said yes: {n}', n=found.coming)}",
        f"❔ {tr.html('Have not answered: {n}', n=found.silent)}",
        f"❌ {tr.html('Have said no: {n}', n=found.not_coming)}",
    ]
    if found.waiting:
        lines.append(f"⏳ {tr.html('Wait for a place: {n}', n=found.waiting)}")
    here = sum(one.present is True for one in held.guests)
    if here:
        lines.append(f"👋 {tr.html('Are here: {n}', n=here)}")
    return lines


def _ways(ctx: Ctx, held: Held) -> Rows:
    tr, data = ctx.tr, f"held:{held.session.code}"
    ahead = held.session.starts_at > ctx.now and held.gathering.takes_place(held.session)
    nudges = Button(tr.ptext("staff button", "📣 Ask who has not answered"), f"{data}:nudge")
    pairs = (
        Button(tr.ptext("staff button", "☑️ Who is here"), f"{data}:list"),
        Button(tr.ptext("staff button", "👥 Names and answers"), f"{data}:who"),
        Button(tr.ptext("staff button", "📄 As a file"), f"{data}:file"),
        Button(tr.ptext("staff button", "🖨 Print"), f"print:{held.gathering.code}"),
        Button(tr.ptext("staff button", "✉️ Messages"), f"{data}:sent"),
        Button(tr.ptext("staff button", "📞 Who must be called"), f"{data}:calls"),
        Button(tr.ptext("staff button", "📈 Attendance"), f"gathering:{held.gathering.code}:attendance"),
        Button(tr.ptext("staff button", "📌 Change the plan"), f"gathering:{held.gathering.code}"),
    )
    over = held.session.starts_at <= ctx.now and held.gathering.takes_place(held.session)
    talk = Button(tr.ptext("staff button", "💬 A talk here"), f"{data}:talk")
    talks = [talk] if over and may(ctx.person, Right.REGISTER) else []
    return (*column(nudges if ahead and held.turnout.silent else None), *beside([*pairs, *talks]))


MARKS = {Answer.COMING: "✅", Answer.NOT_COMING: "❌", None: "❔"}


def who(ctx: Ctx, held: Held, page: Sequence[Guest], ways: Rows) -> Screen:
    """Everybody by name, with what each has said."""
    tr = ctx.tr
    lines = [f"{_mark(one)} {tr.value(guest_name(one, held.names))}" for one in page]
    text = "\n".join(lines) or tr.html("Nobody has signed up yet.")
    heading = head(ctx, held.gathering, held.session)
    return Screen(
        f"{heading}\n\n{text}",
        (*ways, *way_home(tr, f"held:{held.session.code}")),
        at=f"held:{held.session.code}:who",
        words=True,
    )


def _mark(guest: Guest) -> str:
    return MARKS[guest.answer] if guest.going or guest.sign_up is None else "⏳"
