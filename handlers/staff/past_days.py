"""Reads a day that is over, as staff type it in Danish: "3/11", "28.12.", "1. december 2026", "i går"."""

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DAY = re.compile(
    rf"(?:den )?(\d{{1,2}})(?:\.? ?({'|'.join(_MONTHS)})[a-z]*\.?|[./-](\d{{1,2}})\.?)(?:[./ -] ?(\d{{4}}))?", re.ASCII
)
# Without a year a day of last year is meant only in the months after it: what lies ahead is rather a slip.
_MONTHS_AFTER = timedelta(days=183)


def read_past_day(text: str, today: date) -> date | None:
    """The day somebody means who types this today; None where it is unclear, or lies ahead."""
    words = " ".join(text.casefold().split())
    near = {"i dag": today, "i går": today - timedelta(days=1)}
    if words in near:
        return near[words]
    found = _DAY.fullmatch(words)
    if found is None:
        return None
    month = int(found[3]) if found[3] else _MONTHS.index(found[2]) + 1
    return _over(int(found[1]), month, int(found[4]) if found[4] else None, today)


def _over(day: int, month: int, year: int | None, today: date) -> date | None:
    if year is not None:
        named = _date(year, month, day)
        return named if named is not None and named <= today else None
    this, last = _date(today.year, month, day), _date(today.year - 1, month, day)
    if this is not None and this <= today:
        return this
    return last if last is not None and last >= today - _MONTHS_AFTER else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
