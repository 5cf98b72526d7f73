"""Hours that partners give to an activity: noted in three taps, taken back in one, added up by the year."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.access import Reach, Right, reach, runs
from domain.ledgers import MOST_MINUTES, Given, read_hours
from domain.programme import Activity
from domain.slots import local_day
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.gatherings import staff_ledger_screens as screens
from handlers.screen import Screen
from handlers.staff.closed_years import closed_years, refused
from handlers.staff.typed import read_typed
from storage import ledgers
from storage.engine import Tx

# How far back hours can still be noted.
LATEST = timedelta(days=366)


def _today(ctx: Ctx) -> date:
    return local_day(ctx.programme, ctx.now)


def _may_look(ctx: Ctx) -> list[Activity]:
    """The activities with partners that she runs; a leader sees the figures of all."""
    with_partners = [one for one in ctx.programme.gathering_kinds if one.gathering and one.gathering.partners]
    if reach(ctx.person, Right.GATHERINGS) is Reach.FIGURES:
        return with_partners
    return [one for one in with_partners if one.gathering and runs(ctx.person, one.gathering)]


def _notes(ctx: Ctx, activity: str) -> Activity | None:
    """The activity, if she runs it: to note is hers alone."""
    found = next((one for one in _may_look(ctx) if one.key == activity), None)
    return found if found and found.gathering and runs(ctx.person, found.gathering) else None


async def choose(ctx: Ctx, tx: Tx) -> Screen:
    """Which activity?"""
    found = _may_look(ctx)
    return await _year(ctx, tx, found[0], _today(ctx).year) if len(found) == 1 else screens.choose(ctx, found)


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await choose(ctx, tx))


async def look(ctx: Ctx, tx: Tx, activity: str) -> Screen:
    """This year."""
    return await of_year(ctx, tx, activity, str(_today(ctx).year))


async def of_year(ctx: Ctx, tx: Tx, activity: str, year: str) -> Screen:
    """What every partner gave in one year, of what was agreed."""
    found = next((one for one in _may_look(ctx) if one.key == activity), None)
    if found is None or year not in {str(_today(ctx).year - back) for back in range(screens.YEARS)}:
        return await _gone(ctx, tx)
    return await _year(ctx, tx, found, int(year))


async def _year(ctx: Ctx, tx: Tx, activity: Activity, year: int, toast: str | None = None) -> Screen:
    given = await _given(tx, activity.key, year)
    open_ = year >= _today(ctx).year - 1 and year not in await closed_years(tx)
    notes = _notes(ctx, activity.key) is not None and open_
    return replace(screens.year(ctx, activity, year, given, notes=notes), toast=toast)


async def _given(tx: Tx, activity: str, year: int) -> Sequence[Given]:
    return await ledgers.hours_given(tx, activity, date(year, 1, 1), date(year, 12, 31))


async def ask_hours(ctx: Ctx, tx: Tx, activity: str, partner: str, problem: str | None = None) -> Screen:
    """How many hours?"""
    found = _notes(ctx, activity)
    if found is None or not _is_partner(found, partner):
        return await _gone(ctx, tx)
    return screens.ask_hours(ctx, found, partner, problem)


def _is_partner(activity: Activity, partner: str) -> bool:
    return activity.gathering is not None and partner in {one.key for one in activity.gathering.partners}


async def read_typed_hours(ctx: Ctx, tx: Tx, activity: str, partner: str, text: str) -> Screen:
    """She typed them."""
    minutes = read_hours(text)
    if minutes is None:
        problem = ctx.tr.html("I did not understand that. Write for example 1,5 or 90 min.")
        return await ask_hours(ctx, tx, activity, partner, problem)
    return await ask_day(ctx, tx, activity, partner, str(minutes))


async def ask_day(ctx: Ctx, tx: Tx, activity: str, partner: str, minutes: str, problem: str | None = None) -> Screen:
    """On which day?"""
    found = _notes(ctx, activity)
    if found is None or not _is_partner(found, partner) or not _fits(minutes):
        return await _gone(ctx, tx)
    today = _today(ctx)
    built = {day: await _count(tx, activity, day) for day in (today - timedelta(days=back) for back in range(7))}
    return screens.ask_day(ctx, found, partner, int(minutes), built, problem)


def _fits(minutes: str) -> bool:
    return minutes.isascii() and minutes.isdigit() and 0 < len(minutes) < 5 and 0 < int(minutes) <= MOST_MINUTES


async def _count(tx: Tx, activity: str, day: date) -> int:
    """How many entries a day has: it stands in the button, so that pressing it twice notes it once."""
    return len(await ledgers.hours_given(tx, activity, day, day))


async def read_typed_day(ctx: Ctx, tx: Tx, activity: str, partner: str, minutes: str, text: str) -> Screen:
    """Another day, as she types it."""
    typed = read_typed(text, _today(ctx))
    day = typed.days[0] if typed and typed.days and typed.word is None and typed.days[0] == typed.days[1] else None
    day = _past(ctx, day)
    if day is None or not _fits(minutes):
        problem = ctx.tr.html("I did not understand that day. Write for example 3/11.")
        return await ask_day(ctx, tx, activity, partner, minutes, problem)
    return await note(ctx, tx, activity, partner, minutes, f"{day:%y%m%d}", str(await _count(tx, activity, day)))


def _past(ctx: Ctx, day: date | None) -> date | None:
    """The day, if it is not to come: without a year the next one of that name was understood."""
    if day is not None and day > _today(ctx):
        last = date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)
        day = last
    return day if day is not None and _today(ctx) - LATEST <= day <= _today(ctx) else None


async def note(ctx: Ctx, tx: Tx, activity: str, partner: str, minutes: str, day: str, built: str) -> Screen:
    """It is noted; an old button notes nothing."""
    found, given_on = _notes(ctx, activity), _past(ctx, _read_day(day))
    if found is None or not _is_partner(found, partner) or not _fits(minutes) or given_on is None:
        return await _gone(ctx, tx)
    if built != str(await _count(tx, activity, given_on)):
        return await _year(ctx, tx, found, given_on.year)
    if given_on.year in await closed_years(tx):
        return refused(ctx, given_on.year, await _year(ctx, tx, found, given_on.year))
    await ledgers.note_hours(tx, activity, partner, given_on, int(minutes), me(ctx).id, ctx.now)
    return await _year(ctx, tx, found, given_on.year, ctx.tr.text("Saved."))


def _read_day(text: str) -> date | None:
    if len(text) != 6 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        return None


async def take_back(ctx: Ctx, tx: Tx, activity: str, entry: str) -> Screen:
    """It was noted by mistake."""
    found = _notes(ctx, activity)
    if found is None or not (entry.isascii() and entry.isdigit() and len(entry) < 10):
        return await _gone(ctx, tx)
    day = await ledgers.day_of_hours(tx, int(entry), activity) or _today(ctx)
    if day.year in await closed_years(tx):
        return refused(ctx, day.year, await _year(ctx, tx, found, day.year))
    taken = await ledgers.take_hours_back(tx, int(entry), activity, ctx.now)
    return await _year(ctx, tx, found, day.year, ctx.tr.text("Taken back.") if taken else None)
