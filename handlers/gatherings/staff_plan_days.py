"""A day and its hours, by buttons or typed: the first of a gathering, one more in turn, one at the end, another."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import count, islice

from domain.calendar import is_working_day
from domain.gatherings import About
from domain.series import WEEK, Meeting
from domain.slots import local_day
from handlers.context import Ctx
from handlers.counselling.times import read_day
from handlers.gatherings import staff_plan, staff_plan_series, staff_plan_sessions, staff_plan_words, telling
from handlers.gatherings import staff_plan_days_screens as screens
from handlers.gatherings.staff_plan_typed import parts_of, read_hours, read_words
from handlers.gatherings.staff_planner import (
    Planned,
    again,
    fits,
    her_draft,
    her_session,
    hers,
    is_free,
    meeting_of,
)
from handlers.screen import Screen
from handlers.staff.typed import Word
from storage import gatherings
from storage.engine import Tx

# So many days are shown at once, and so far ahead one can plan.
DAYS, FURTHEST = 12, timedelta(days=550)
MOST_TURNS = 6
Put = Callable[[Ctx, Tx, Planned, Meeting], Awaitable[Screen]]


@dataclass(frozen=True, slots=True)
class Way:
    """Where a day and hours are chosen for: whose they are, and what follows."""

    verb: str
    find: Callable[[Ctx, Tx, str], Awaitable[Planned | None]]
    put: Put


async def begin(ctx: Ctx, tx: Tx, activity: str) -> Screen:
    """A new draft begins with its day."""
    planned = await staff_plan.draft_for(ctx, tx, activity)
    return await staff_plan.gone(ctx, tx) if planned is None else _days(ctx, planned, TURN, None)


async def ask(way: Way, ctx: Ctx, tx: Tx, code: str, day: str = "") -> Screen:
    """Which day?"""
    planned = await way.find(ctx, tx, code)
    if planned is None:
        return await staff_plan.gone(ctx, tx)
    return _days(ctx, planned, way, read_day(day) if day else None)


def _days(ctx: Ctx, planned: Planned, way: Way, since: date | None, problem: str | None = None) -> Screen:
    today = local_day(ctx.programme, ctx.now)
    first = max(since or _likely(ctx, planned, way), today + timedelta(days=1))
    if first > today + FURTHEST:
        first = today + timedelta(days=1)
    closed = ctx.programme.closed_days
    working = (day for n in count() if is_working_day(day := first + timedelta(days=n), closed))
    shown = list(islice(working, DAYS))
    return screens.days(ctx, planned, way.verb, shown, since, problem)


def _likely(ctx: Ctx, planned: Planned, way: Way) -> date:
    """From where on the next day is to be expected: after what is planned already."""
    if way is MOVE and planned.session is not None:
        return meeting_of(ctx, planned.session).day
    standing = planned.gathering.standing
    return meeting_of(ctx, standing[-1]).day + timedelta(days=1) if standing else local_day(ctx.programme, ctx.now)


async def choose_hours(way: Way, ctx: Ctx, tx: Tx, code: str, day: str) -> Screen:
    """From when to when?"""
    planned, chosen = await way.find(ctx, tx, code), read_day(day)
    if planned is None:
        return await staff_plan.gone(ctx, tx)
    if chosen is None or not _can_be(ctx, chosen):
        return _days(ctx, planned, way, None, screens.not_that_day(ctx.tr))
    return screens.hours(ctx, planned, way.verb, chosen, _usual(ctx, planned))


def _can_be(ctx: Ctx, day: date) -> bool:
    return is_free(ctx, day) and day <= local_day(ctx.programme, ctx.now) + FURTHEST


def _usual(ctx: Ctx, planned: Planned) -> list[tuple[time, time]]:
    """The hours of what is there already, then those of the rules."""
    known = [meeting_of(ctx, one) for one in planned.gathering.standing]
    mine = [(planned.rules.begins, planned.rules.ends), *((one.begins, one.ends) for one in known)]
    return list(dict.fromkeys([*mine, *screens.OTHER_HOURS]))[:8]


async def choose(way: Way, ctx: Ctx, tx: Tx, code: str, day: str, hours: str) -> Screen:
    """This day, from then till then."""
    planned, chosen, span = await way.find(ctx, tx, code), read_day(day), read_hours(hours)
    if planned is None:
        return await staff_plan.gone(ctx, tx)
    if chosen is None or span is None:
        return _days(ctx, planned, way, None, screens.not_understood(ctx.tr))
    return await _chosen(ctx, tx, planned, way, Meeting(chosen, *span))


async def _chosen(ctx: Ctx, tx: Tx, planned: Planned, way: Way, meeting: Meeting) -> Screen:
    if not _can_be(ctx, meeting.day) or not fits(ctx, meeting):
        return _days(ctx, planned, way, None, screens.not_that_day(ctx.tr))
    return await way.put(ctx, tx, planned, meeting)


async def typed(way: Way, ctx: Ctx, tx: Tx, text: str, code: str, day: str = "", hours: str = "") -> Screen:
    """A day, perhaps with its hours; or the hours of the day one looks at; or several in turn."""
    planned = await way.find(ctx, tx, code)
    if planned is None:
        return await staff_plan.gone(ctx, tx)
    if way is TURN and not planned.rules.single and len(parts_of(text)) > 1:
        return await _typed_turns(ctx, tx, planned, text)
    read, looked_at = read_words(ctx, text), read_day(day) if day else None
    if read is None or (read.word is not None and read.word is not Word.HOURS):
        return _days(ctx, planned, way, None, screens.not_understood(ctx.tr))
    chosen = read.days[0] if read.days else looked_at
    if chosen is None:
        return _days(ctx, planned, way, None, screens.which_day(ctx.tr))
    if not read.hours:
        return await choose_hours(way, ctx, tx, code, chosen.isoformat())
    return await _chosen(ctx, tx, planned, way, Meeting(chosen, *read.hours[0]))


async def _typed_turns(ctx: Ctx, tx: Tx, planned: Planned, text: str) -> Screen:
    """Times that vary: "tirsdag 10-12, onsdag 14-16 og torsdag 17-19", one a week in turn."""
    turns = _turns(ctx, parts_of(text))
    if turns is None or not all(_can_be(ctx, one.day) and fits(ctx, one) for one in turns):
        return _days(ctx, planned, TURN, None, screens.turns_not_understood(ctx.tr))
    if planned.gathering.sessions:
        return await staff_plan.show(ctx, tx, planned, screens.has_days(ctx.tr))
    spans = [(one.span(ctx.programme.zone), About()) for one in turns]
    await gatherings.add_sessions(tx, planned.gathering.id, spans)
    return await staff_plan_series.ask_count(ctx, tx, planned.gathering.code)


def _turns(ctx: Ctx, parts: Sequence[str]) -> list[Meeting] | None:
    """Each in the week after the one before it."""
    found: list[Meeting] = []
    for part in parts[:MOST_TURNS]:
        read = read_words(ctx, part)
        if read is None or read.days is None or read.word is not Word.HOURS or not read.hours:
            return None
        found.append(Meeting(_in_next_week(read.days[0], found), *read.hours[0]))
    return found if len(parts) <= MOST_TURNS else None


def _in_next_week(day: date, before: Sequence[Meeting]) -> date:
    if not before:
        return day
    monday = before[-1].day - timedelta(days=before[-1].day.weekday()) + WEEK
    return monday + timedelta(days=day.weekday())


async def _put_turn(ctx: Ctx, tx: Tx, planned: Planned, meeting: Meeting) -> Screen:
    """The first day of a draft, or one more time in turn; then what is asked next."""
    standing = planned.gathering.standing
    if standing and planned.rules.single:
        return await staff_plan.show(ctx, tx, planned, screens.has_days(ctx.tr))
    if len(standing) >= MOST_TURNS or (standing and meeting.day <= meeting_of(ctx, standing[-1]).day):
        return await staff_plan.show(ctx, tx, planned, screens.after_the_last(ctx.tr))
    await _add(ctx, tx, planned, meeting)
    if planned.rules.single:
        return await staff_plan_words.next_question(ctx, tx, planned, None)
    return await staff_plan_series.ask_count(ctx, tx, planned.gathering.code)


async def _put_more(ctx: Ctx, tx: Tx, planned: Planned, meeting: Meeting) -> Screen:
    """One more session; what begins at that very time is there already."""
    starts_at = meeting.span(ctx.programme.zone).starts_at
    if any(one.starts_at == starts_at for one in planned.gathering.standing):
        return await staff_plan_sessions.listed(ctx, tx, planned, screens.is_there(ctx.tr))
    (code,) = await _add(ctx, tx, planned, meeting)
    now = await again(ctx, tx, planned)
    count = None if now.draft else await _tell_added(ctx, tx, now, code)
    return await staff_plan_sessions.listed(ctx, tx, now, screens.added(ctx.tr, count))


async def _tell_added(ctx: Ctx, tx: Tx, planned: Planned, code: str) -> int:
    session = planned.gathering.session(code)
    assert session is not None, "it was added in this very transaction"
    await telling.session_added(tx, ctx.programme, planned.gathering, session, ctx.now)
    return await staff_plan.concerned(tx, planned)


async def _add(ctx: Ctx, tx: Tx, planned: Planned, meeting: Meeting) -> list[str]:
    return await gatherings.add_sessions(tx, planned.gathering.id, [(meeting.span(ctx.programme.zone), About())])


TURN = Way("turn", her_draft, _put_turn)
MORE = Way("more", hers, _put_more)
MOVE = Way("move", her_session, staff_plan_sessions.move)
WAYS = (TURN, MORE, MOVE)
