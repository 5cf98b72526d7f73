"""Days: Danish public holidays, the programme's closed days, working days."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

# Days after Easter Sunday: Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday and Monday.
# Great Prayer Day was abolished from 2024 (lov nr. 214 af 06/03/2023).
_EASTER_DAYS = (-3, -2, 0, 1, 39, 49, 50)
# New Year's Day, Constitution Day, Christmas Eve, Christmas Day, Boxing Day, New Year's Eve: days on which nobody
# in a housing plan works, public holiday or not.
_FIXED_DAYS = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))


@lru_cache(maxsize=32)
def danish_holidays(year: int) -> frozenset[date]:
    """The days of a year on which the house is closed all over Denmark."""
    moving = {easter(year) + timedelta(days=days) for days in _EASTER_DAYS}
    return frozenset(moving | {date(year, month, day) for month, day in _FIXED_DAYS})


def is_open(day: date, closed: Collection[date]) -> bool:
    """Whether the house is open on this day at all."""
    return day not in danish_holidays(day.year) and day not in closed


def is_working_day(day: date, closed: Collection[date]) -> bool:
    """Whether staff work on this day: Monday to Friday, neither holiday nor closed."""
    return day.isoweekday() <= 5 and is_open(day, closed)


def after_working_days(day: date, count: int, closed: Collection[date]) -> date:
    """The working day that lies `count` working days after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, closed)
    return day


def stretches(days: Iterable[date], closed: Collection[date]) -> list[tuple[date, date]]:
    """The first and the last of days in a row; days on which nobody works anyhow do not part them."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        between = (day - found[-1][1]).days - 1 if found else 0
        apart = any(is_working_day(day - timedelta(days=back), closed) for back in range(1, between + 1))
        if found and not apart:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
