"""A house to try the rules in, and moments written as people write them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from domain.hours import WeeklyHours
from domain.programme import Bookable, Counselling, Place, Programme, Quiet, Topic

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(1, 8)


def utc(text: str) -> datetime:
    """A moment in UTC, written `2026-10-25 08:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MOMENTS = st.integers(0, 3 * 365 * 24 * 3600).map(lambda seconds: utc("2025-01-01") + timedelta(seconds=seconds))


def local(text: str, *, fold: int = 0) -> datetime:
    """A moment given in the house's wall-clock time; `fold` 1 is the second of an hour that comes twice."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN, fold=fold).astimezone(UTC)


def wall(moment: datetime) -> str:
    """What the clock on the house's wall shows."""
    return moment.astimezone(COPENHAGEN).strftime("%Y-%m-%d %H:%M")


def hours(weekday: int, opens: str, closes: str) -> WeeklyHours:
    """The same hours every week."""
    return WeeklyHours(weekday, time.fromisoformat(opens), time.fromisoformat(closes))


BOOKABLE = Bookable(
    hours=(hours(MONDAY, "10:00", "13:00"), hours(TUESDAY, "13:00", "19:00"), hours(SUNDAY, "09:00", "10:30")),
    length=timedelta(minutes=45),
    notice=timedelta(hours=3),
    horizon=timedelta(days=21),
    deciding=timedelta(minutes=15),
    offer_stands=timedelta(hours=48),
)
COUNSELLING = Counselling(
    drop_in=(hours(TUESDAY, "14:00", "17:00"), hours(THURSDAY, "10:00", "12:00")),
    bookable=BOOKABLE,
    topics=(Topic("letters", {}),),
    call_windows=((time(9), time(12)), (time(12), time(15))),
    answer_working_days=1,
    answer_by=time(16),
    open_requests=3,
)
HOUSE = Programme(
    name="A plan",
    house=Place("The house", "A road 1", 56.1, 10.1, None),
    zone=COPENHAGEN,
    bot_names={},
    descriptions={},
    closed=frozenset(),
    quiet=Quiet(time(21), time(8)),
    counselling=COUNSELLING,
    helplines=(),
    posters=(),
    controller="A plan",
    contact="The house",
)


def closed_on(*days: str) -> Programme:
    """The house, closed on these days."""
    return replace(HOUSE, closed=frozenset(date.fromisoformat(day) for day in days))


def bookable(**changes: object) -> Programme:
    """The house with other rules for booking."""
    rules = replace(BOOKABLE, **changes)  # type: ignore[arg-type]
    return replace(HOUSE, counselling=replace(COUNSELLING, bookable=rules))


def quiet(begins: str, ends: str) -> Programme:
    """The house with other hours of the night."""
    return replace(HOUSE, quiet=Quiet(time.fromisoformat(begins), time.fromisoformat(ends)))
