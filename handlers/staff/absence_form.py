"""Days off filled in: the first and the last by buttons or typed, and who stands in."""

from dataclasses import replace
from datetime import date

from domain.absence import Absence, read_days, wrong_days, wrong_substitute
from domain.access import Right
from domain.drafts import Draft
from domain.people import Staff
from domain.slots import days_from, local_day
from handlers import forms
from handlers.context import Ctx
from handlers.counselling.times import read_day
from handlers.forms import Form, Step, answered, choice
from handlers.incoming import Arrived
from handlers.screen import Rows, Screen, beside
from handlers.staff import absence as days_off
from handlers.staff import absence_screens as screens
from handlers.staff.absence_words import refusal
from handlers.staff.typed import read_typed
from storage import absences, drafts
from storage.engine import Tx

# Two weeks by buttons; whatever is later is typed.
MOST_DAYS = 14
NOBODY = "0"


async def plan(ctx: Ctx, tx: Tx, member: str) -> Screen:
    """Days ahead on which somebody is not at work."""
    whom = await days_off.whose_days(ctx, tx, member)
    if whom is None:
        return await days_off.gone(ctx, tx)
    return await forms.begin(ctx, tx, ABSENCE, member=member)


async def change(ctx: Ctx, tx: Tx, absence: str) -> Screen:
    """Other days for what is entered; of what has begun, another last day."""
    found = await days_off.find(ctx, tx, absence)
    if found is None:
        return await days_off.gone(ctx, tx)
    known = {"from": found.first.isoformat()} if found.running else {}
    return await forms.begin(ctx, tx, ABSENCE, member=str(found.staff), absence=absence, who=NOBODY, **known)


async def ask_first(ctx: Ctx, tx: Tx, draft: Draft, *, problem: str | None = None) -> Screen:
    """From which day on?"""
    whom = await days_off.whose_days(ctx, tx, draft.answers["member"])
    if whom is None:
        return await days_off.gone(ctx, tx)
    name = None if ctx.person.staff and whom.id == ctx.person.staff.id else whom.name
    return screens.ask_day(ctx, name, None, _days(ctx, draft, "from", _today(ctx)), problem)


async def ask_last(ctx: Ctx, tx: Tx, draft: Draft, *, problem: str | None = None) -> Screen:
    """Until which day?"""
    first = date.fromisoformat(draft.answers["from"])
    rows = _days(ctx, draft, "to", max(first, _today(ctx)))
    return screens.ask_day(ctx, None, first, rows, problem)


def _today(ctx: Ctx) -> date:
    return local_day(ctx.programme, ctx.now)


def _days(ctx: Ctx, draft: Draft, step: str, first: date) -> Rows:
    buttons = [choice(draft, step, day.isoformat(), ctx.tr.day(day)) for day in days_from(first, MOST_DAYS)]
    return beside(buttons)


async def tap_first(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """This is the first."""
    day = read_day(value)
    return await ask_first(ctx, tx, draft) if day is None else answered(draft, "from", day.isoformat())


async def type_first(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Both in one, or the first alone."""
    found = _read(ctx, value)
    if found is None:
        return await ask_first(ctx, tx, draft, problem=_unread(ctx))
    first, last = found
    return await _both(ctx, tx, draft, first, last) if last else answered(draft, "from", first.isoformat())


def _read(ctx: Ctx, text: str) -> tuple[date, date | None] | None:
    """Days off in figures, or in words as they are read for opening hours: "i morgen", "fra 24/12 til og med 3/1"."""
    found, typed = read_days(text, _today(ctx)), read_typed(text, _today(ctx))
    if found is not None or typed is None or typed.days is None or typed.word is not None:
        return found
    first, last = typed.days
    return first, last if last > first else None


def _unread(ctx: Ctx) -> str:
    return ctx.tr.html("I did not understand these days. Write for example 23/12-3/1.")


async def tap_last(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """This is the last."""
    day = read_day(value)
    if day is None:
        return await ask_last(ctx, tx, draft)
    return await _both(ctx, tx, draft, date.fromisoformat(draft.answers["from"]), day)


async def type_last(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """The last alone, or both after all."""
    first, found = date.fromisoformat(draft.answers["from"]), _read(ctx, value)
    if found is None:
        return await ask_last(ctx, tx, draft, problem=_unread(ctx))
    one, last = found
    return await _both(ctx, tx, draft, one if last else first, last or one)


async def _both(ctx: Ctx, tx: Tx, draft: Draft, first: date, last: date) -> Draft | Screen:
    """The days, unless something stands in their way."""
    whom = await days_off.whose_days(ctx, tx, draft.answers["member"])
    if whom is None:
        return await days_off.gone(ctx, tx)
    wanted = Absence(int(draft.answers.get("absence", 0)), whom.id, whom.name, whom.role, first, last, running=False)
    problem = await _problem(ctx, tx, wanted)
    if problem is not None:
        return await _again(ctx, tx, draft, problem)
    days = answered(answered(draft, "from", first.isoformat()), "to", last.isoformat())
    ask = wanted.covered and await days_off.candidates(ctx, tx, wanted)
    return days if ask else answered(days, "who", NOBODY)


async def _again(ctx: Ctx, tx: Tx, draft: Draft, problem: str) -> Screen:
    """Say why not, and ask for what was being asked."""
    ask = ask_last if draft.step == "to" else ask_first
    return await ask(ctx, tx, draft, problem=problem)


async def _problem(ctx: Ctx, tx: Tx, wanted: Absence) -> str | None:
    """Why she cannot be away on these days; of what is changed, `wanted` has the number."""
    every = await days_off.upcoming(ctx, tx)
    old = next((one for one in every if one.id == wanted.id), None)
    hers = [one for one in every if one.staff == wanted.staff and one is not old]
    covers = [one for one in every if one.substitute == wanted.staff]
    running = old is not None and old.running and old.first == wanted.first
    wrong = wrong_days(wanted.first, wanted.last, _today(ctx), hers, covers, running=running)
    if wrong is not None:
        names = [one.name for one in covers if one.meets(wanted.first, wanted.last)]
        return refusal(ctx.tr, wrong, ctx.tr.list(names))
    return _without_substitute(ctx, wanted, old, every)


def _without_substitute(ctx: Ctx, wanted: Absence, old: Absence | None, every: list[Absence]) -> str | None:
    """Whoever stands in may be away herself on the new days."""
    if old is None or old.substitute is None:
        return None
    wrong = wrong_substitute(wanted, old.substitute, [one for one in every if one.staff == old.substitute])
    return refusal(ctx.tr, wrong, old.substitute_name or "") if wrong else None


async def ask_who(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Who stands in?"""
    whom = await days_off.whose_days(ctx, tx, draft.answers["member"])
    if whom is None:
        return await days_off.gone(ctx, tx)
    wanted = _wanted(draft, whom)
    nobody = choice(draft, "who", NOBODY, ctx.tr.ptext("staff button", "Nobody stands in"))
    free = [choice(draft, "who", str(one.id), one.name) for one in await days_off.candidates(ctx, tx, wanted)]
    return screens.ask_who(ctx, wanted, [*free, nobody])


def _wanted(draft: Draft, whom: Staff) -> Absence:
    first, last = (date.fromisoformat(draft.answers[step]) for step in ("from", "to"))
    return Absence(0, whom.id, whom.name, whom.role, first, last, running=False)


async def tap_who(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """She does; whether she still can is looked at when it is kept."""
    return answered(draft, "who", value)


async def keep(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """It is so: everything is looked at once more, for somebody may have been quicker."""
    await drafts.drop_draft(tx, ctx.person.id)
    whom, old = await days_off.whose_days(ctx, tx, draft.answers["member"]), draft.answers.get("absence")
    if whom is None:
        return await days_off.gone(ctx, tx)
    if old is not None:
        return await _move(ctx, tx, _wanted(draft, whom), old)
    return await _enter(ctx, tx, _wanted(draft, whom), whom, draft.answers["who"])


async def _enter(ctx: Ctx, tx: Tx, wanted: Absence, whom: Staff, who: str) -> Screen:
    problem = await _problem(ctx, tx, wanted)
    free = {str(one.id): one.id for one in await days_off.candidates(ctx, tx, wanted)} if wanted.covered else {}
    if problem is not None or who not in (NOBODY, *free):
        return await days_off.gone(ctx, tx)
    kept = await days_off.enter(ctx, tx, whom, wanted.first, wanted.last, free.get(who))
    return await days_off.look(ctx, tx, str(kept.id))


async def _move(ctx: Ctx, tx: Tx, wanted: Absence, number: str) -> Screen:
    old = await days_off.find(ctx, tx, number)
    if old is None or await _problem(ctx, tx, replace(wanted, id=old.id)) is not None:
        return await days_off.gone(ctx, tx)
    if not await absences.move_absence(tx, old, wanted.first, wanted.last, _today(ctx)):
        return await days_off.gone(ctx, tx)
    await days_off.moved(ctx, tx, old)
    return await days_off.look(ctx, tx, number)


ABSENCE = Form(
    "absence",
    (
        Step("from", ask_first, {Arrived.TAP: tap_first, Arrived.TYPED: type_first}),
        Step("to", ask_last, {Arrived.TAP: tap_last, Arrived.TYPED: type_last}),
        Step("who", ask_who, {Arrived.TAP: tap_who}),
    ),
    keep,
    Right.BE_STAFF,
)
