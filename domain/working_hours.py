"""Own working hours: when a member of staff may be disturbed, and when her day begins."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from domain.absence import Absence
from domain.calendar import is_open, is_working_day
from domain.hours import WeeklyHours
from domain.people import Staff
from domain.programme import Programme
from domain.reminders import after_the_night
from domain.slots import days_from, local_day, utc

# Whoever does not work within so many days is as good as not there.
LOOKING_AHEAD = 62
# 9-15 · 9.30–15 · kl. 9:30-15:00, behind a day or two: man · man-tor · mandag til torsdag
_PART = re.compile(
    r"([^\W\d_]+)\.?(?:(?:\s*[-–]\s*|\s+til\s+)([^\W\d_]+)\.?)?:?\s+(?:kl\.?\s*)?"
    r"(\d{1,2})(?:[.:](\d{2}))?\s*(?:-|–|til)\s*(\d{1,2})(?:[.:](\d{2}))?"
)
_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+og\s+")
SHORTEST_NAME = 2


def works_from(programme: Programme, hours: Sequence[WeeklyHours], moment: datetime) -> datetime | None:
    """The moment itself if she works then, or the next one at which she does; without own hours every day is hers."""
    if not hours:
        return after_the_night(programme, moment)
    for day in days_from(local_day(programme, moment), LOOKING_AHEAD):
        for weekly in _on(programme, hours, day):
            begins = after_the_night(programme, max(utc(programme, day, weekly.opens), moment))
            if begins < utc(programme, day, weekly.closes):
                return begins
    return None


def _on(programme: Programme, hours: Iterable[WeeklyHours], day: date) -> list[WeeklyHours]:
    mine = [one for one in hours if one.weekday == day.isoweekday()]
    return sorted(mine, key=lambda one: one.opens) if is_open(day, programme.closed_days) else []


def works_at(programme: Programme, member: Staff, moment: datetime) -> bool:
    """Whether something may reach her then."""
    return not member.away and works_from(programme, member.hours, moment) == moment


def day_begins(programme: Programme, hours: Sequence[WeeklyHours], day: date) -> datetime | None:
    """When her working day begins: with her hours, else when the night ends; nothing on a day on which she is off."""
    if not hours and not is_working_day(day, programme.closed_days):
        return None
    begins = works_from(programme, hours, utc(programme, day, time(0)))
    return begins if begins is not None and local_day(programme, begins) == day else None


def back_at_work(programme: Programme, member: Staff, absences: Iterable[Absence], moment: datetime) -> datetime | None:
    """When she works next, days off and her hours together."""
    hers = sorted((one for one in absences if one.staff == member.id), key=lambda one: one.first)
    found = works_from(programme, member.hours, moment)
    for one in hers:
        if found is not None and one.holds(local_day(programme, found)):
            found = works_from(programme, member.hours, utc(programme, one.last + timedelta(days=1), time(0)))
    return found


def with_day(hours: Iterable[WeeklyHours], weekday: int, span: tuple[time, time] | None) -> tuple[WeeklyHours, ...]:
    """Her week with another span on one weekday, or none."""
    others = [one for one in hours if one.weekday != weekday]
    added = [WeeklyHours(weekday, *span)] if span else []
    return tuple(sorted([*others, *added], key=lambda one: (one.weekday, one.opens)))


def read_week(text: str, names: Sequence[str]) -> tuple[WeeklyHours, ...] | None:
    """The week that somebody means by "man 9-15, tor 12-17"; `names` are the weekdays, Monday first."""
    week: tuple[WeeklyHours, ...] = ()
    for part in filter(None, _BETWEEN.split(text.strip().rstrip("."))):
        found = _PART.fullmatch(part)
        span = _span(*found.groups()[2:]) if found else None
        days = _days(found[1], found[2], names) if found else None
        if span is None or not days:
            return None
        for weekday in days:
            week = with_day(week, weekday, span)
    return week or None


def _span(*parts: str | None) -> tuple[time, time] | None:
    opens, opens_at, closes, closes_at = (int(part or 0) for part in parts)
    try:
        span = time(opens, opens_at), time(closes, closes_at)
    except ValueError:
        return None
    return span if span[0] < span[1] else None


def _days(first: str, last: str | None, names: Sequence[str]) -> range | None:
    begins, ends = _weekday(first, names), _weekday(last or first, names)
    return range(begins, ends + 1) if begins and ends and begins <= ends else None


def _weekday(text: str, names: Sequence[str]) -> int | None:
    """The weekday whose name begins like this, Monday being 1."""
    wanted = text.casefold()
    found = [number for number, name in enumerate(names, 1) if name.casefold().startswith(wanted)]
    return found[0] if len(found) == 1 and len(wanted) >= SHORTEST_NAME else None
