"""When something may be said: reminders, the night, and the point after which it is too late."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from domain.programme import Programme

DAY_BEFORE_TOO_LATE = timedelta(hours=3)
SOON_TOO_LATE = timedelta(minutes=30)
SOON = timedelta(hours=2)
WORTH_SHIFTING = timedelta(hours=1)


class Which(StrEnum):
    """The two reminders of an appointment."""

    DAY_BEFORE = "day-before"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder: when it leaves at the earliest, and when it is better not sent."""

    which: Which
    not_before: datetime
    not_after: datetime


def reminders(programme: Programme, starts_at: datetime, now: datetime) -> list[Reminder]:
    """The reminders an appointment made now still gets."""
    planned = (_day_before(programme, starts_at), _soon(programme, starts_at))
    return [reminder for reminder in planned if reminder is not None and reminder.not_before > now]


def _day_before(programme: Programme, starts_at: datetime) -> Reminder | None:
    # Wall-clock arithmetic: over a change to summer time the day before at the same hour is 23 or 25 hours earlier.
    local = starts_at.astimezone(programme.zone)
    same_hour = datetime.combine(local.date() - timedelta(days=1), local.time(), programme.zone).astimezone(UTC)
    return _outside_the_night(
        programme, Reminder(Which.DAY_BEFORE, same_hour, starts_at - DAY_BEFORE_TOO_LATE), starts_at
    )


def _soon(programme: Programme, starts_at: datetime) -> Reminder | None:
    reminder = Reminder(Which.SOON, starts_at - SOON, starts_at - SOON_TOO_LATE)
    return _outside_the_night(programme, reminder, starts_at)


def _outside_the_night(programme: Programme, reminder: Reminder, starts_at: datetime) -> Reminder | None:
    morning = after_the_night(programme, reminder.not_before)
    if morning == reminder.not_before:
        return reminder
    if starts_at - morning < WORTH_SHIFTING:
        return None
    return Reminder(reminder.which, morning, max(reminder.not_after, morning + timedelta(minutes=15)))


def is_night(programme: Programme, moment: datetime) -> bool:
    """Whether it is a quiet hour in the house."""
    at, quiet = moment.astimezone(programme.zone).time(), programme.quiet
    if quiet.begins <= quiet.ends:
        return quiet.begins <= at < quiet.ends
    return at >= quiet.begins or at < quiet.ends


def after_the_night(programme: Programme, moment: datetime) -> datetime:
    """The moment itself, or the morning that ends the night it lies in."""
    if not is_night(programme, moment):
        return moment
    local = moment.astimezone(programme.zone)
    ends: time = programme.quiet.ends
    day = local.date() if local.time() < ends else local.date() + timedelta(days=1)
    return datetime.combine(day, ends, programme.zone).astimezone(UTC)


def soon_enough(programme: Programme, now: datetime, happens_at: datetime, needed: timedelta) -> datetime:
    """When to say that something will be otherwise: in the morning, if that leaves the time needed; else at once."""
    morning = after_the_night(programme, now)
    return morning if happens_at - morning >= needed else now
