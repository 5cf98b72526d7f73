"""Holidays, closed days and working days."""

from datetime import date, timedelta

import pytest

from domain.calendar import after_working_days, danish_holidays, is_open, is_working_day
from domain.slots import call_windows, promise
from tests.domain.houses import HOUSE, closed_on, local, wall

# Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday and Monday, as printed calendars
# have them. Great Prayer Day is a working day from 2024 on.
MOVING = {
    2024: "03-28 03-29 03-31 04-01 05-09 05-19 05-20",
    2025: "04-17 04-18 04-20 04-21 05-29 06-08 06-09",
    2026: "04-02 04-03 04-05 04-06 05-14 05-24 05-25",
    2027: "03-25 03-26 03-28 03-29 05-06 05-16 05-17",
    2028: "04-13 04-14 04-16 04-17 05-25 06-04 06-05",
    2029: "03-29 03-30 04-01 04-02 05-10 05-20 05-21",
    2030: "04-18 04-19 04-21 04-22 05-30 06-09 06-10",
}
FIXED = "01-01 06-05 12-24 12-25 12-26 12-31"
GREAT_PRAYER_DAYS = ["2024-04-26", "2025-05-16", "2026-05-01", "2027-04-23", "2028-05-12"]


@pytest.mark.parametrize(("year", "moving"), MOVING.items())
def test_the_holidays_of_a_year(year: int, moving: str) -> None:
    expected = {date.fromisoformat(f"{year}-{day}") for day in f"{moving} {FIXED}".split()}
    assert danish_holidays(year) == expected


@pytest.mark.parametrize("day", GREAT_PRAYER_DAYS)
def test_great_prayer_day_is_no_holiday_any_more(day: str) -> None:
    assert is_working_day(date.fromisoformat(day), ())


def test_weekends_are_open_but_no_working_days() -> None:
    saturday = date(2026, 11, 21)
    assert is_open(saturday, ())
    assert not is_working_day(saturday, ())
    assert not is_working_day(saturday + timedelta(days=1), ())
    assert is_working_day(saturday + timedelta(days=2), ())


def test_a_closed_day_is_neither_open_nor_a_working_day() -> None:
    monday = date(2026, 11, 23)
    assert is_working_day(monday, ())
    assert not is_open(monday, {monday})
    assert not is_working_day(monday, {monday})


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-22", 2, "2026-11-24"),
        # Christmas: Thursday 24 and Friday 25 December are holidays, and then comes the weekend.
        ("2026-12-23", 1, "2026-12-28"),
        ("2026-12-30", 1, "2027-01-04"),
        # Easter: from the Wednesday before it to the Tuesday after.
        ("2027-03-24", 1, "2027-03-30"),
        ("2027-03-24", 3, "2027-04-01"),
        # Ascension is a Thursday; the Friday after it is a working day.
        ("2027-05-05", 1, "2027-05-07"),
    ],
)
def test_working_days_on(day: str, count: int, expected: str) -> None:
    assert after_working_days(date.fromisoformat(day), count, ()) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("2026-11-23 08:00", "2026-11-24 16:00"),
        ("2026-11-23 23:59", "2026-11-24 16:00"),
        ("2026-11-20 15:00", "2026-11-23 16:00"),
        ("2026-11-22 15:00", "2026-11-23 16:00"),
        ("2026-12-23 18:00", "2026-12-28 16:00"),
        ("2027-03-24 09:00", "2027-03-30 16:00"),
        # Over the weekends on which the clocks change, the hour stays that of the wall.
        ("2026-10-23 09:00", "2026-10-26 16:00"),
    ],
)
def test_the_promise_is_a_working_hour(asked: str, answered: str) -> None:
    assert wall(promise(HOUSE, local(asked))) == answered


def test_the_promise_knows_when_the_house_is_closed() -> None:
    assert wall(promise(closed_on("2026-11-24", "2026-11-25"), local("2026-11-23 09:00"))) == "2026-11-26 16:00"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23 08:00", ["11-23 09:00", "11-23 12:00", "11-24 09:00", "11-24 12:00"]),
        # An hour before its end a window can still be promised, a minute later it cannot.
        ("2026-11-23 11:00", ["11-23 09:00", "11-23 12:00", "11-24 09:00", "11-24 12:00"]),
        ("2026-11-23 11:01", ["11-23 12:00", "11-24 09:00", "11-24 12:00", "11-25 09:00"]),
        ("2026-11-20 16:00", ["11-23 09:00", "11-23 12:00", "11-24 09:00", "11-24 12:00"]),
        ("2026-12-23 16:00", ["12-28 09:00", "12-28 12:00", "12-29 09:00", "12-29 12:00"]),
    ],
)
def test_calls_are_promised_on_working_days(now: str, expected: list[str]) -> None:
    assert [wall(window.starts_at)[5:] for window in call_windows(HOUSE, local(now))] == expected
