"""Which times there are: drop-in hours, bookable times, windows for a call, and what overlaps."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from domain.calendar import after_working_days, is_open, is_working_day
from domain.hours import DayHours, Hours, WeeklyHours
from domain.programme import Programme

LEAST_WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time; both ends aware UTC, the end not included."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share any moment."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def utc(programme: Programme, day: date, at: time) -> datetime:
    """A local wall-clock time as a moment in UTC; in the hour that does not exist, the one after."""
    return datetime.combine(day, at, programme.zone).astimezone(UTC)


def local_day(programme: Programme, moment: datetime) -> date:
    """The day it is in the house at this moment."""
    return moment.astimezone(programme.zone).date()


def days_from(first: date, count: int) -> Iterator[date]:
    """`count` days in a row."""
    return (first + timedelta(days=number) for number in range(count))


def _spans(programme: Programme, hours: Iterable[WeeklyHours], day: date) -> Iterator[Span]:
    change = programme.changes.get(day)
    if not is_open(day, programme.closed_days):
        return
    for weekly in sorted(hours, key=lambda weekly: weekly.opens):
        if weekly.weekday == day.isoweekday():
            usual = (weekly.opens, weekly.closes)
            left = change.within(*usual) if change else usual
            if left:
                yield on_day(programme, day, left)


def on_day(programme: Programme, day: date, hours: Hours) -> Span:
    """Hours of the clock as a stretch of one day."""
    return Span(utc(programme, day, hours[0]), utc(programme, day, hours[1]))


def drop_in_on(programme: Programme, day: date) -> tuple[Span, ...]:
    """The drop-in hours of one day; none when the house is closed, others when it keeps other hours."""
    change = programme.changes.get(day)
    if change is not None and change.drop_in:
        return tuple(on_day(programme, day, hours) for hours in change.drop_in) if is_open(day, ()) else ()
    spans = tuple(_spans(programme, programme.counselling.drop_in, day))
    return spans if change is None or not spans else _longer(programme, day, change, spans)


def _longer(programme: Programme, day: date, change: DayHours, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Drop-in that is the first thing of a day begins when the house opens; the last thing lasts till it closes."""
    rules, weekday = programme.counselling, day.isoweekday()
    ours = [hours for hours in rules.drop_in if hours.weekday == weekday]
    others = [hours for hours in rules.bookable.hours if hours.weekday == weekday]
    first, last = min(hours.opens for hours in ours), max(hours.closes for hours in ours)
    if change.opens and change.opens < first and all(first <= hours.opens for hours in others):
        spans = (Span(utc(programme, day, change.opens), spans[0].ends_at), *spans[1:])
    if change.closes and change.closes > last and all(hours.closes <= last for hours in others):
        spans = (*spans[:-1], Span(spans[-1].starts_at, utc(programme, day, change.closes)))
    return spans


def usual_drop_in_on(programme: Programme, day: date) -> tuple[Span, ...]:
    """The drop-in hours of a day as the week has them, whatever was said since."""
    return drop_in_on(replace(programme, changes={}), day)


def next_drop_in(programme: Programme, now: datetime) -> Span | None:
    """The drop-in hours that are now, or the next ones within two months."""
    for day in days_from(local_day(programme, now), 62):
        for span in drop_in_on(programme, day):
            if now < span.ends_at:
                return span
    return None


def bookable_on(programme: Programme, day: date) -> Iterator[Span]:
    """Every bookable time of one day: weekly hours cut into lengths, never eating drop-in hours."""
    bookable, drop_in = programme.counselling.bookable, drop_in_on(programme, day)
    for hours in _spans(programme, bookable.hours, day):
        start = hours.starts_at
        while start + bookable.length <= hours.ends_at:
            span = Span(start, start + bookable.length)
            if not any(span.overlaps(other) for other in drop_in):
                yield span
            start += bookable.length


class Taken:
    """Times that are gone, in any order and number; says quickly whether something overlaps one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.starts_at for span in ordered]
        self._latest_ends = list(accumulate((span.ends_at for span in ordered), max))

    def __contains__(self, span: Span) -> bool:
        """Whether any moment of it is taken."""
        before_its_end = bisect_left(self._starts, span.ends_at)
        return before_its_end > 0 and self._latest_ends[before_its_end - 1] > span.starts_at


def free_on(programme: Programme, now: datetime, day: date, taken: Taken) -> list[Span]:
    """The published times of one day that can be booked now."""
    bookable = programme.counselling.bookable
    if day > local_day(programme, now) + bookable.horizon:
        return []
    earliest = now + bookable.notice
    return [span for span in bookable_on(programme, day) if span.starts_at >= earliest and span not in taken]


def free_days(programme: Programme, now: datetime, taken: Taken) -> Iterator[date]:
    """The days on which there is a time to book, soonest first, as far as they are asked for."""
    days = days_from(local_day(programme, now), programme.counselling.bookable.horizon.days + 1)
    return (day for day in days if free_on(programme, now, day, taken))


def published(programme: Programme, now: datetime, starts_at: datetime) -> Span | None:
    """The published time that begins at this very moment, if there is one within notice and horizon."""
    bookable, day = programme.counselling.bookable, local_day(programme, starts_at)
    if starts_at < now + bookable.notice or day > local_day(programme, now) + bookable.horizon:
        return None
    return next((span for span in bookable_on(programme, day) if span.starts_at == starts_at), None)


def call_windows(programme: Programme, now: datetime, count: int = 4) -> list[Span]:
    """The next windows in which somebody can ring, on working days."""
    found: list[Span] = []
    for day in days_from(local_day(programme, now), 30):
        # A window that is nearly over is no promise anybody can keep.
        found += [span for span in call_windows_on(programme, day) if span.ends_at - now >= LEAST_WINDOW]
        if len(found) >= count:
            break
    return found[:count]


def call_windows_on(programme: Programme, day: date) -> Iterator[Span]:
    """The windows of one day in which somebody can ring, as far as the house is open then."""
    change = programme.changes.get(day)
    if not is_working_day(day, programme.closed_days):
        return
    for window in programme.counselling.call_windows:
        left = change.within(*window) if change else window
        if left:
            yield on_day(programme, day, left)


def promise(programme: Programme, now: datetime) -> datetime:
    """By when somebody will have answered: so many working days on, at a fixed hour."""
    rules = programme.counselling
    return utc(
        programme,
        after_working_days(local_day(programme, now), rules.answer_working_days, programme.closed_days),
        rules.answer_by,
    )
