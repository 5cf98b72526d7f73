"""The people of the house: residents, staff and the roles staff have."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.hours import WeeklyHours


class Role(StrEnum):
    """A staff role, as in the agreement; the value is what the command line calls it."""

    LEADER = "leader"
    FAMILY_WORKER = "family-worker"
    COORDINATOR = "coordinator"
    HEALTH_NURSE = "health-nurse"
    HELPER = "helper"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff who is in the roster now."""

    id: int
    role: Role
    name: str
    # What a helper is good at: the key of one of the programme's specialists.
    field: str | None = None
    # Whoever was not invited by a leader waits until one says yes.
    confirmed: bool = True
    # Stands in for a family worker who is away.
    covers: bool = False
    away: bool = False
    busy_until: datetime | None = None
    # Own working hours, local time; none means every day outside the quiet hours.
    hours: tuple[WeeklyHours, ...] = ()
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote to the house; staff are persons with a place in the roster."""

    id: int
    telegram_id: int
    family: int
    language: str | None = None
    wanted_language: str | None = None
    phone_language: str | None = None
    at: str | None = None
    keyboard: bool = False
    # What she said yes or no to; None means that she was never asked.
    reminders: bool | None = None
    surveys: bool | None = None
    news: bool | None = None
    blocked: bool = False
    staff: Staff | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time invitation to the roster; only the hash of its token is ever stored."""

    id: int
    role: Role
    name: str | None
    expires_at: datetime
    field: str | None = None
    confirmed: bool = True
