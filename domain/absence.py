"""Time off: days on which a member of staff does not work, and who may stand in for her."""

import re
from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.access import TABLE, Right
from domain.people import Role, Staff

# What was written without a year and lies so far back is meant for next year.
LOOKING_BACK = timedelta(days=60)
# Longer than a leave; beyond it the last day was written before the first.
LONGEST = timedelta(days=330)
LEAP_DAY, NEXT_LEAP_YEAR = ("29", "2"), 9
# 23/12-3/1 · 23.12 til 3.1 · 23/12
_DAY = r"(\d{1,2})[./](\d{1,2})\.?(?:[./]?(\d{4}))?"
_TYPED = re.compile(rf"{_DAY}(?:\s*(?:-|–|—|til)\s*{_DAY})?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Absence:
    """The days on which somebody does not work, first and last included; `running` says that they are now."""

    id: int
    staff: int
    name: str
    role: Role
    first: date
    last: date
    running: bool
    substitute: int | None = None
    substitute_name: str | None = None

    @property
    def covered(self) -> bool:
        """Whether it takes somebody who stands in: only a family worker's families wait for her."""
        return self.role is Role.FAMILY_WORKER

    def holds(self, day: date) -> bool:
        """Whether she does not work on this day."""
        return self.first <= day <= self.last

    def meets(self, first: date, last: date) -> bool:
        """Whether any of these days is one of its own."""
        return self.first <= last and first <= self.last


class Wrong(StrEnum):
    """Why days off, or somebody to stand in, cannot be."""

    OVER = "over"
    BACKWARDS = "backwards"
    TWICE = "twice"
    STANDS_IN = "stands-in"
    HERSELF = "herself"
    AWAY = "away"


def wrong_days(
    first: date,
    last: date,
    today: date,
    hers: Iterable[Absence],
    covers: Iterable[Absence],
    *,
    running: bool = False,
) -> Wrong | None:
    """Why she cannot be away then: `hers` are her other days off, `covers` those in which she stands in.

    Of what is `running` only the last day is still to be chosen.
    """
    if last < today or (first < today and not running):
        return Wrong.OVER
    if last < first or last - first > LONGEST:
        return Wrong.BACKWARDS
    if any(one.meets(first, last) for one in hers):
        return Wrong.TWICE
    # Whoever stood in for her would stand in for two at one remove, and nobody would know for whom.
    return Wrong.STANDS_IN if any(one.meets(first, last) for one in covers) else None


def wrong_substitute(absence: Absence, chosen: int, theirs: Iterable[Absence]) -> Wrong | None:
    """Why a colleague cannot stand in: `theirs` are her own days off."""
    if chosen == absence.staff:
        return Wrong.HERSELF
    return Wrong.AWAY if any(one.meets(absence.first, absence.last) for one in theirs) else None


def may_stand_in(member: Staff, *, widen: bool) -> bool:
    """Whether she may be chosen at all; to `widen` her rights by it is for leaders alone."""
    return member.confirmed and (widen or Right.TRIAGE in TABLE[member.role])


def read_days(text: str, today: date) -> tuple[date, date | None] | None:
    """The first and the last day that somebody means by "23/12-3/1"; of one day alone there is no last."""
    found = _TYPED.fullmatch(text.strip().rstrip("."))
    if found is None:
        return None
    first = _coming(*found.groups()[:3], since=today - LOOKING_BACK)
    if first is None or found[4] is None:
        return (first, None) if first else None
    last = _coming(*found.groups()[3:], since=first)
    return (first, last) if last else None


def _coming(day: str, month: str, year: str | None, *, since: date) -> date | None:
    """The day of that year, or the next such day from then on."""
    years = [int(year)] if year else range(since.year, since.year + NEXT_LEAP_YEAR)
    try:
        found = (date(one, int(month), int(day)) for one in years if isleap(one) or (day, month) != LEAP_DAY)
        return next((one for one in found if year or one >= since), None)
    except ValueError:
        return None
