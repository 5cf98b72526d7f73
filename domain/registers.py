"""The register of talks: what stands in it, what can be put right, and the year it is counted by."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.programme import Programme
from domain.slots import Span, local_day, utc

WALK_IN, GATHERING = "walk-in", "gathering"
# How a talk came about: by a request without a time, without any request, or as it was agreed.
DROP_IN, BOOKED, CALLED, COMPANY = "drop-in", "booked", "called", "company"
WAYS = (BOOKED, CALLED, COMPANY, DROP_IN, WALK_IN, GATHERING)


class Change(StrEnum):
    """What was put right about an entry."""

    TOPIC = "topic"
    WAY = "way"
    DAY = "day"
    TAKEN_BACK = "taken-back"
    PUT_IN = "put-in"


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk; `family` is its code, `nickname` what staff call it, `request` the code of the request behind it."""

    id: int
    token: str | None
    family: str
    family_id: int
    nickname: str | None
    way: str
    topic: str | None
    language: str | None
    held_at: datetime
    registered_at: datetime
    staff: int
    withdrawn: bool
    request: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Something put right: when, by whom, what, and what stood there before."""

    at: datetime
    name: str
    what: Change
    was: str | None


@dataclass(frozen=True, slots=True)
class Figures:
    """How far a stretch of time has come: talks, different families, and talks by way."""

    talks: int
    families: int
    ways: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Met:
    """A family that was here before."""

    id: int
    code: str
    nickname: str | None


def year_of(programme: Programme, day: date) -> Span:
    """The year of the programme that a day lies in: a family is counted once in it."""
    first = day.replace(month=1, day=1)
    return _from_midnight(programme, first, first.replace(year=day.year + 1))


def month_of(programme: Programme, first: date) -> Span:
    """The month that begins on this day."""
    return _from_midnight(programme, first, (first + timedelta(days=31)).replace(day=1))


def _from_midnight(programme: Programme, first: date, after: date) -> Span:
    return Span(utc(programme, first, time(0)), utc(programme, after, time(0)))


def may_be_held(programme: Programme, talk: Talk, day: date, now: datetime, closed: Collection[int]) -> bool:
    """Whether an entry can be moved to that day: not ahead, neither year closed, and in one that is still kept."""
    today = local_day(programme, now)
    kept = today.year - programme.retention["talks_years"] <= day.year
    return kept and day <= today and not {day.year, local_day(programme, talk.held_at).year} & set(closed)


def held_on(programme: Programme, talk: Talk, day: date, now: datetime) -> datetime:
    """The same time of another day, never ahead of us."""
    return min(utc(programme, day, talk.held_at.astimezone(programme.zone).time()), now)
