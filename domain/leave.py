"""The end of a mother's leave, and what the house asks then and some months after she has left."""

from datetime import date, datetime, time, timedelta

from domain.programme import Programme
from domain.slots import local_day, utc

# A leave that she speaks of now ends within so many months.
MOST_MONTHS = 12
ASKS_AT = time(10)


def month_after(day: date, months: int) -> date:
    """The first day of the month that lies so many months after the one of this day."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def last_of_month(day: date) -> date:
    """The last day of its month."""
    return month_after(day, 1) - timedelta(days=1)


def months_to_choose(today: date) -> list[date]:
    """The last days of this month and of those that follow: when a leave may end."""
    return [last_of_month(month_after(today, months)) for months in range(MOST_MONTHS)]


def asks_at(programme: Programme, ends_on: date) -> datetime:
    """When she is asked whether she stays: in the morning after the month in which her leave ends."""
    return utc(programme, ends_on + timedelta(days=1), ASKS_AT)


def left_by(programme: Programme, now: datetime, months: int) -> datetime:
    """Whoever left before this moment left so many months ago: the same day of that month, or its last."""
    today = local_day(programme, now)
    first = month_after(today, -months)
    day = min(first.replace(day=1) + timedelta(days=today.day - 1), last_of_month(first))
    return utc(programme, day, now.astimezone(programme.zone).time())
