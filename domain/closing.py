"""When a year can be closed, after which nothing in its figures changes."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from domain.programme import Programme
from domain.slots import local_day
from domain.surveys import Quarter, Round


class Closing(StrEnum):
    """What came of closing a year: it is closed now, or why it is not."""

    CLOSED = "closed"
    CLOSED_BEFORE = "closed-before"
    NOT_OVER = "not-over"
    STILL_ASKED = "still-asked"


def closing_of(programme: Programme, year: int, now: datetime, rounds: Iterable[Round]) -> Closing:
    """Whether a year can be closed: it is over, and nobody can answer any more what is asked about it."""
    today = local_day(programme, now)
    if today.year <= year:
        return Closing.NOT_OVER
    last = [Quarter(year, 4).closes_on(survey) for survey in programme.surveys]
    if any(today < day for day in last) or any(one.closed_at is None for one in rounds):
        return Closing.STILL_ASKED
    return Closing.CLOSED
