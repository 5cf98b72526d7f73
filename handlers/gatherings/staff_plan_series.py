"""A series: how many sessions in the rhythm of the first ones, looked at before they are made."""

from datetime import date, timedelta

from domain.gatherings import About
from domain.series import Meeting, Series, series
from handlers.context import Ctx
from handlers.gatherings import staff_plan, staff_plan_words
from handlers.gatherings import staff_plan_series_screens as screens
from handlers.gatherings.staff_plan_typed import read_words
from handlers.gatherings.staff_planner import Planned, again, clashes, her_draft, meeting_of
from handlers.screen import Screen
from storage import gatherings
from storage.engine import Tx

NONE_LEFT_OUT = "0"
MOST_LEFT_OUT = 8
MOST_WEEKS = 4


async def ask_count(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """How many sessions, in the rhythm that is there?"""
    planned = await her_draft(ctx, tx, gathering)
    if planned is None or not planned.gathering.standing:
        return await staff_plan.gone(ctx, tx)
    return screens.ask_count(ctx, planned, _turns(ctx, planned))


def _turns(ctx: Ctx, planned: Planned) -> list[Meeting]:
    return [meeting_of(ctx, one) for one in planned.gathering.standing]


async def typed_count(ctx: Ctx, tx: Tx, text: str, gathering: str) -> Screen:
    """The number, typed."""
    planned = await her_draft(ctx, tx, gathering)
    if planned is None or not planned.gathering.standing:
        return await staff_plan.gone(ctx, tx)
    number = text.strip()
    if not _is_count(planned, number):
        said = screens.count_not_understood(ctx.tr, planned)
        return screens.ask_count(ctx, planned, _turns(ctx, planned), said)
    was = str(len(planned.gathering.standing))
    return await preview(ctx, tx, gathering, was, number, "1", NONE_LEFT_OUT)


def _is_count(planned: Planned, number: str) -> bool:
    fits = number.isascii() and number.isdecimal() and len(number) < 3
    return fits and len(planned.gathering.standing) <= int(number) <= planned.rules.sessions[1]


def _read(planned: Planned, was: str, count: str, weeks: str, but: str) -> tuple[timedelta, list[int]] | None:
    """How often, and what is left out, counted in days from the first; None for an old or a made-up button."""
    out = [] if but == NONE_LEFT_OUT else but.split(".")
    numbers = [*out, weeks]
    if not all(one.isascii() and one.isdecimal() and len(one) < 4 for one in numbers):
        return None
    fits = was == str(len(planned.gathering.standing)) and _is_count(planned, count) and 1 <= int(weeks) <= MOST_WEEKS
    return (planned.rules.every * int(weeks), [int(one) for one in out]) if fits else None


def _found(ctx: Ctx, planned: Planned, count: str, every: timedelta, out: list[int]) -> Series:
    turns = _turns(ctx, planned)
    but = {turns[0].day + timedelta(days=number) for number in out}
    return series(turns, int(count), every, ctx.programme.closed_days, but)


async def preview(ctx: Ctx, tx: Tx, gathering: str, was: str, count: str, weeks: str, but: str) -> Screen:
    """All the days, those that are passed over with why, and what clashes: before anything is made."""
    planned = await her_draft(ctx, tx, gathering)
    read = _read(planned, was, count, weeks, but) if planned else None
    if planned is None or read is None:
        return await _overtaken(ctx, tx, planned)
    return await _preview(ctx, tx, planned, (was, count, weeks, but), _found(ctx, planned, count, *read))


async def _preview(
    ctx: Ctx, tx: Tx, planned: Planned, chosen: tuple[str, str, str, str], found: Series, said: str | None = None
) -> Screen:
    spans = [one.span(ctx.programme.zone) for one in found.meetings]
    return screens.preview(ctx, planned, chosen, found, await clashes(ctx, tx, planned, spans), said)


async def _overtaken(ctx: Ctx, tx: Tx, planned: Planned | None) -> Screen:
    """The series was made meanwhile, or there is no such draft."""
    if planned is None or not planned.gathering.sessions:
        return await staff_plan.gone(ctx, tx)
    return await staff_plan.show(ctx, tx, planned, screens.is_made(ctx.tr))


async def typed_out(ctx: Ctx, tx: Tx, text: str, gathering: str, was: str, count: str, weeks: str, but: str) -> Screen:
    """A day on which it is not to be; typed once more, it is in again."""
    planned = await her_draft(ctx, tx, gathering)
    read = _read(planned, was, count, weeks, but) if planned else None
    if planned is None or read is None:
        return await _overtaken(ctx, tx, planned)
    every, out = read
    typed, first = read_words(ctx, text.casefold().replace("ikke", "")), _turns(ctx, planned)[0].day
    day = typed.days[0] if typed and typed.days and not typed.hours else None
    known = {one.day for one in _all_days(_found(ctx, planned, count, every, out))}
    if day is None or day not in known:
        found, said = _found(ctx, planned, count, every, out), screens.out_not_understood(ctx.tr)
        return await _preview(ctx, tx, planned, (was, count, weeks, but), found, said)
    return await preview(ctx, tx, gathering, was, count, weeks, _toggled(out, first, day))


def _all_days(found: Series) -> list[Meeting]:
    return [*found.meetings, *(one for one, _ in found.skipped)]


def _toggled(out: list[int], first: date, day: date) -> str:
    number = (day - first).days
    left = sorted({*out} ^ {number})[-MOST_LEFT_OUT:]
    return ".".join(str(one) for one in left) or NONE_LEFT_OUT


async def make(ctx: Ctx, tx: Tx, gathering: str, was: str, count: str, weeks: str, but: str) -> Screen:
    """The sessions stand in the draft from now on; the first ones stay where they can."""
    planned = await her_draft(ctx, tx, gathering)
    read = _read(planned, was, count, weeks, but) if planned else None
    if planned is None or read is None:
        return await _overtaken(ctx, tx, planned)
    found = _found(ctx, planned, count, *read)
    for session in planned.gathering.standing:
        if meeting_of(ctx, session) not in found.meetings:
            await gatherings.drop_session(tx, session.id)
    there = _turns(ctx, planned)
    new = [(one.span(ctx.programme.zone), About()) for one in found.meetings if one not in there]
    await gatherings.add_sessions(tx, planned.gathering.id, new)
    return await staff_plan_words.next_question(ctx, tx, await again(ctx, tx, planned), None)
