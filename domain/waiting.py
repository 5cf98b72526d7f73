"""How long somebody has waited, counted in days on which the house works."""

from datetime import datetime, time

from domain.calendar import after_working_days, is_working_day
from domain.counselling import Touch
from domain.programme import Programme
from domain.slots import utc

# So many working days without a step: first staff are nudged, then leaders hear of it and she has a word from us.
NUDGED, LONG = 1, 2


def worked_through(programme: Programme, since: datetime, days: int) -> datetime:
    """When so many working days have passed since then, at the same hour by the clock on the wall.

    What came on a day off counts from the beginning of the next working day.
    """
    closed, local = programme.closed_days, since.astimezone(programme.zone)
    day, at = local.date(), local.time()
    if not is_working_day(day, closed):
        day, at = after_working_days(day, 1, closed), time(0)
    return utc(programme, after_working_days(day, days, closed), at)


def nudged(programme: Programme, touch: Touch, now: datetime) -> bool:
    """Whether staff are to be reminded that nothing has happened since."""
    return worked_through(programme, touch.at, NUDGED) <= now


def long(programme: Programme, touch: Touch, now: datetime) -> bool:
    """Whether she waits for a word of ours, and has waited for too long."""
    return not touch.hers_to_answer and worked_through(programme, touch.at, LONG) <= now
