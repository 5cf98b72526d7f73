"""Series: the meetings of a course or a weekly gathering in their rhythm, and the days on which nobody can meet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendar import danish_holidays
from domain.gatherings import local_span
from domain.slots import Span

WEEK = timedelta(days=7)
# A series that finds no day for so long is cut off there.
LONGEST = timedelta(days=366 * 2)


class Why(StrEnum):
    """Why a day is passed over: a public holiday, a day on which the house is closed, or one that staff took out."""

    HOLIDAY = "holiday"
    CLOSED = "closed"
    SAID = "said"


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """A day with its hours, by the clock on the wall."""

    day: date
    begins: time
    ends: time

    def span(self, zone: ZoneInfo) -> Span:
        """The same as moments: it keeps its hour over both changes of the clocks."""
        return local_span(self.day, self.begins, self.ends, zone)


@dataclass(frozen=True, slots=True)
class Series:
    """The meetings of a series, and those that were passed over, each with why."""

    meetings: tuple[Meeting, ...]
    skipped: tuple[tuple[Meeting, Why], ...]


def why_not(day: date, closed: Collection[date], but: Collection[date] = ()) -> Why | None:
    """Why nobody can meet on this day; None when they can."""
    if day in danish_holidays(day.year):
        return Why.HOLIDAY
    if day in but:
        return Why.SAID
    return Why.CLOSED if day in closed else None


def cycle_of(turns: Sequence[Meeting], every: timedelta) -> timedelta:
    """After how long the first of the turns comes again: turns in three weeks come again in the fourth."""
    if len(turns) == 1:
        return every
    first, last = (turn.day - timedelta(days=turn.day.weekday()) for turn in (turns[0], turns[-1]))
    return (last - first + WEEK) * max(1, every // WEEK)


def series(
    turns: Sequence[Meeting], count: int, every: timedelta, closed: Collection[date], but: Collection[date] = ()
) -> Series:
    """So many meetings in the rhythm of the first ones; the days on which nobody can meet are passed over.

    Times that vary stand as several turns: a morning, next week an afternoon, then an evening, and so on.
    """
    cycle, found, skipped, round_ = cycle_of(turns, every), list[Meeting](), list[tuple[Meeting, Why]](), 0
    while len(found) < count and cycle * round_ <= LONGEST:
        for turn in turns:
            meeting = Meeting(turn.day + cycle * round_, turn.begins, turn.ends)
            why = why_not(meeting.day, closed, but)
            if len(found) < count and why is None:
                found.append(meeting)
            elif len(found) < count and why is not None:
                skipped.append((meeting, why))
        round_ += 1
    return Series(tuple(found), tuple(skipped))
