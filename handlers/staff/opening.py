"""Opening hours that are unlike other weeks: said in one place, and everybody it concerns is told."""

from datetime import date, time, timedelta

from domain.calendar import is_open
from domain.hours import DayHours, Hours, bounded_by, drop_in_instead, joined
from domain.slots import bookable_on, call_windows_on, days_from, drop_in_on, local_day
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.times import read_day
from handlers.screen import Screen
from handlers.staff import opening_screens as screens
from handlers.staff.opening_changes import Wanted, change_hours, concerned, unlike, with_hours
from handlers.staff.typed import Typed, Word, read_typed
from storage import opening
from storage.engine import Tx

# So many days are shown; a date further ahead can be typed.
AHEAD, FURTHEST = 21, 180
# A time of day in tap data, such as 1430; drop-in is 1000-1200, and twice that with a comma between.
CLOCK = 4
MOST_SPANS = 4
BOUNDS = (Word.OPENS, Word.CLOSES)
Days = tuple[date, date]


async def days(ctx: Ctx, tx: Tx) -> Screen:
    """What is unlike other weeks by now, and which day shall be."""
    today = local_day(ctx.programme, ctx.now)
    return screens.days(ctx, _shown(today), await opening.said_since(tx, today))


def _shown(first: date) -> list[date]:
    return [day for day in days_from(first, AHEAD) if _ours(day)]


def _ours(day: date) -> bool:
    """Whether it is a day of which we can say something: a public holiday is not."""
    return is_open(day, ())


async def several(ctx: Ctx, tx: Tx) -> Screen:
    """Closed for several days: from when?"""
    return screens.first_day(ctx, _shown(local_day(ctx.programme, ctx.now)))


async def until(ctx: Ctx, tx: Tx, day: str) -> Screen:
    """Closed for several days: until when?"""
    chosen = _ahead(ctx, day)
    if chosen is None:
        return await _gone(ctx, tx)
    return screens.last_day(ctx, chosen[0], _shown(chosen[0]))


async def one_day(ctx: Ctx, tx: Tx, day: str) -> Screen:
    """What is unlike about it?"""
    chosen = _ahead(ctx, day)
    return await _gone(ctx, tx) if chosen is None else screens.one_day(ctx, chosen)


async def choose_time(ctx: Ctx, tx: Tx, day: str, which: str) -> Screen:
    """It opens, or closes, at what time?"""
    chosen = _one_ahead(ctx, day)
    return await _gone(ctx, tx) if chosen is None or which not in BOUNDS else screens.times(ctx, chosen, which)


async def hours_from(ctx: Ctx, tx: Tx, day: str) -> Screen:
    """Drop-in at other hours: from when?"""
    return await _choose_hours(ctx, tx, day, Word.HOURS)


async def hours_until(ctx: Ctx, tx: Tx, day: str, clock: str) -> Screen:
    """Drop-in at other hours: until when?"""
    return await _choose_hours(ctx, tx, day, Word.HOURS, clock)


async def also_from(ctx: Ctx, tx: Tx, day: str) -> Screen:
    """More drop-in than is there: from when?"""
    return await _choose_hours(ctx, tx, day, Word.ALSO)


async def also_until(ctx: Ctx, tx: Tx, day: str, clock: str) -> Screen:
    """More drop-in than is there: until when?"""
    return await _choose_hours(ctx, tx, day, Word.ALSO, clock)


async def _choose_hours(ctx: Ctx, tx: Tx, day: str, which: Word, clock: str = "") -> Screen:
    chosen, begins = _one_ahead(ctx, day), _time(clock)
    if chosen is None or (clock and begins is None):
        return await _gone(ctx, tx)
    return screens.hours(ctx, chosen, which, begins)


async def check(ctx: Ctx, tx: Tx, day: str, which: str, clock: str) -> Screen:
    """Whom it concerns, before it is said."""
    wanted = _wanted(ctx, day, which, clock)
    if not wanted:
        return await _gone(ctx, tx)
    if not unlike(ctx, wanted) or not _says_something(ctx, wanted):
        return screens.no_need(ctx, wanted, already=not unlike(ctx, wanted))
    told = await concerned(ctx, tx, wanted)
    return screens.check(ctx, with_hours(ctx, wanted), wanted, told, f"{which}:{clock}")


def _says_something(ctx: Ctx, wanted: Wanted) -> bool:
    """Whether anything would be otherwise for anybody, and is not over already."""
    after = with_hours(ctx, wanted)
    return any(_what_is_there(ctx, day) != _what_is_there(after, day) for day in wanted)


def _what_is_there(ctx: Ctx, day: date) -> tuple[object, ...]:
    programme, closed = ctx.programme, ctx.programme.changes.get(day, DayHours(time.min)).closed
    ahead = [span for span in drop_in_on(programme, day) if span.ends_at > ctx.now]
    return closed, ahead, [*bookable_on(programme, day)], [*call_windows_on(programme, day)]


async def say(ctx: Ctx, tx: Tx, day: str, which: str, clock: str) -> Screen:
    """It is so from now on: the front door shows it, and everybody it concerns is told."""
    wanted = _wanted(ctx, day, which, clock)
    if not wanted or ctx.person.staff is None:
        return await _gone(ctx, tx)
    return screens.said(await change_hours(ctx, tx, wanted, ctx.person.staff), wanted)


async def take_back(ctx: Ctx, tx: Tx, day: str) -> Screen:
    """That day is like in other weeks after all."""
    chosen, member = _ahead(ctx, day), ctx.person.staff
    wanted = dict.fromkeys(_days(*chosen)) if chosen else {}
    if chosen is None or member is None or not unlike(ctx, wanted):
        return await _gone(ctx, tx)
    return screens.as_always(await change_hours(ctx, tx, wanted, member), chosen)


async def typed(ctx: Ctx, tx: Tx, text: str, day: str = "", which: str = "", clock: str = "") -> Screen:
    """What she wrote instead of pressing, about the day she looks at or about another."""
    read = read_typed(text, local_day(ctx.programme, ctx.now))
    looked_at = _ahead(ctx, day)
    if read is None or (read.days or looked_at) is None:
        return screens.not_understood(ctx.tr, await (one_day(ctx, tx, day) if looked_at else days(ctx, tx)))
    said = screens.in_tap(read.days) if read.days else day
    if _ahead(ctx, said) is None:
        return screens.not_that_day(ctx.tr, await days(ctx, tx))
    if read.word not in (None, Word.CLOSED, Word.USUAL) and _one_ahead(ctx, said) is None:
        return screens.only_one_day(ctx.tr, await one_day(ctx, tx, said))
    if read.word is Word.AT:
        return await _typed_time(ctx, tx, said, read, which)
    return await _typed_word(ctx, tx, said, read)


async def typed_hours(ctx: Ctx, tx: Tx, text: str, day: str, clock: str = "") -> Screen:
    """What she wrote when asked for other drop-in hours."""
    return await _typed_hours(ctx, tx, text, day, clock, Word.HOURS)


async def typed_also(ctx: Ctx, tx: Tx, text: str, day: str, clock: str = "") -> Screen:
    """What she wrote when asked for more drop-in."""
    return await _typed_hours(ctx, tx, text, day, clock, Word.ALSO)


async def _typed_hours(ctx: Ctx, tx: Tx, text: str, day: str, clock: str, which: Word) -> Screen:
    read = read_typed(text, local_day(ctx.programme, ctx.now))
    if read is None or read.days is not None or read.word not in (Word.AT, Word.HOURS):
        return await typed(ctx, tx, text, day)
    if read.word is Word.HOURS:
        return await check(ctx, tx, day, which, _in_tap(read))
    at = f"{read.times[0]:%H%M}"
    if not clock:
        return await _choose_hours(ctx, tx, day, which, at)
    if at <= clock:
        return screens.not_understood(ctx.tr, await _choose_hours(ctx, tx, day, which, clock))
    return await check(ctx, tx, day, which, f"{clock}-{at}")


async def _typed_word(ctx: Ctx, tx: Tx, day: str, read: Typed) -> Screen:
    if read.word is None:
        return await one_day(ctx, tx, day)
    if read.word is Word.USUAL:
        return await take_back(ctx, tx, day)
    return await check(ctx, tx, day, read.word, _in_tap(read))


def _in_tap(read: Typed) -> str:
    if read.word in BOUNDS:
        return f"{read.times[0]:%H%M}"
    return ",".join(f"{begins:%H%M}-{ends:%H%M}" for begins, ends in read.hours) or "0"


async def _typed_time(ctx: Ctx, tx: Tx, day: str, read: Typed, which: str) -> Screen:
    """A time alone: an answer to what was asked, or does it open or close then?"""
    clock = f"{read.times[0]:%H%M}"
    if which in BOUNDS:
        return await check(ctx, tx, day, which, clock)
    chosen = _one_ahead(ctx, day)
    return screens.opens_or_closes(ctx, chosen, clock) if chosen else await _gone(ctx, tx)


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await days(ctx, tx))


def _ahead(ctx: Ctx, text: str) -> Days | None:
    """The days in tap data, first and last, if they are such that can be spoken of."""
    first, last = (read_day(part) for part in (*text.split("/"), text)[:2])
    today = local_day(ctx.programme, ctx.now)
    if first is None or last is None or not today <= first <= last < today + timedelta(days=FURTHEST):
        return None
    return (first, last) if _days(first, last) else None


def _one_ahead(ctx: Ctx, day: str) -> date | None:
    """The same, if it is a single day."""
    chosen = _ahead(ctx, day)
    return chosen[0] if chosen and chosen[0] == chosen[1] else None


def _days(first: date, last: date) -> list[date]:
    return [day for day in days_from(first, (last - first).days + 1) if _ours(day)]


def _wanted(ctx: Ctx, day: str, which: str, clock: str) -> Wanted:
    """The hours that tap data stands for, day by day; none if it makes no sense. Only to close takes several days."""
    chosen, one = _ahead(ctx, day), _one_ahead(ctx, day)
    if chosen and which == Word.CLOSED:
        return {day: DayHours() for day in _days(*chosen)}
    hours = _hours(ctx, one, which, clock) if one else None
    return {one: hours} if one and hours else {}


def _hours(ctx: Ctx, day: date, which: str, clock: str) -> DayHours | None:
    before, at, spans = ctx.programme.changes.get(day), _time(clock), _spans(clock)
    if which == Word.OPENS and at:
        return bounded_by(before, at, None)
    if which == Word.CLOSES and at:
        return bounded_by(before, None, at)
    if which == Word.HOURS and spans:
        return drop_in_instead(before, joined(spans))
    if which == Word.ALSO and spans:
        return drop_in_instead(before, joined([*spans, *screens.drop_in_hours(ctx, day)]))
    return None


def _spans(clock: str) -> list[Hours]:
    """Drop-in in tap data; none if any of it makes no sense."""
    pairs = [tuple(_time(part) for part in span.split("-")) for span in clock.split(",")]
    found = [(pair[0], pair[1]) for pair in pairs if len(pair) == 2 and pair[0] and pair[1] and pair[0] < pair[1]]
    return found if len(found) == len(pairs) <= MOST_SPANS else []


def _time(clock: str) -> time | None:
    if len(clock) != CLOCK or not (clock.isascii() and clock.isdecimal()):
        return None
    return time(int(clock[:2]), int(clock[2:])) if int(clock[:2]) < 24 and int(clock[2:]) < 60 else None
