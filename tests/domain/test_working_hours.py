"""Own working hours: when somebody may be disturbed, and when her day begins, over both changes of the clock."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given

from domain.absence import Absence
from domain.hours import DayHours, WeeklyHours
from domain.people import Role, Staff
from domain.working_hours import back_at_work, day_begins, read_week, with_day, works_at, works_from
from tests.domain.houses import FRIDAY, HOUSE, MOMENTS, MONDAY, SUNDAY, THURSDAY, TUESDAY, closed_on, hours, local, wall

WEEK = (hours(MONDAY, "09:00", "15:00"), hours(THURSDAY, "12:00", "17:00"))
NAMES = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


@pytest.mark.parametrize(
    ("at", "works"),
    [
        ("2026-11-23 08:59", "2026-11-23 09:00"),
        ("2026-11-23 09:00", "2026-11-23 09:00"),
        ("2026-11-23 14:59", "2026-11-23 14:59"),
        ("2026-11-23 15:00", "2026-11-26 12:00"),
        ("2026-11-26 23:00", "2026-11-30 09:00"),
    ],
)
def test_outside_her_hours_she_works_when_they_begin_again(at: str, works: str) -> None:
    found = works_from(HOUSE, WEEK, local(at))
    assert found is not None
    assert wall(found) == works


def test_without_hours_every_day_is_hers_but_no_night() -> None:
    assert works_from(HOUSE, (), local("2026-11-28 10:00")) == local("2026-11-28 10:00")
    assert works_from(HOUSE, (), local("2026-11-28 22:00")) == local("2026-11-29 08:00")


def test_hours_in_the_night_do_not_break_it() -> None:
    early = (hours(MONDAY, "06:00", "09:00"), hours(TUESDAY, "05:00", "07:00"))
    assert works_from(HOUSE, early, local("2026-11-23 05:00")) == local("2026-11-23 08:00")
    assert works_from(HOUSE, early, local("2026-11-23 09:00")) == local("2026-11-30 08:00")
    assert works_from(HOUSE, early[1:], local("2026-11-23 09:00")) is None


@given(MOMENTS)
def test_when_she_works_is_never_before_and_always_in_her_hours(moment: datetime) -> None:
    found = works_from(HOUSE, WEEK, moment)
    assert found is not None
    assert moment <= found
    assert works_from(HOUSE, WEEK, found) == found
    at = found.astimezone(HOUSE.zone)
    assert any(one.weekday == at.isoweekday() and one.opens <= at.time() < one.closes for one in WEEK)


def test_on_a_day_on_which_the_house_is_closed_she_is_off() -> None:
    closed = closed_on("2026-11-23")
    assert day_begins(closed, WEEK, date(2026, 11, 23)) is None
    assert day_begins(closed, (), date(2026, 11, 23)) is None
    opened = replace(closed, changes={date(2026, 11, 23): DayHours(time(10), None)})
    assert day_begins(opened, WEEK, date(2026, 11, 23)) == local("2026-11-23 09:00")


@pytest.mark.parametrize("day", ["2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2026-10-26"])
def test_her_day_begins_at_the_same_hour_by_the_clock_over_both_changes(day: str) -> None:
    every = tuple(hours(weekday, "09:00", "15:00") for weekday in range(1, 8))
    found = day_begins(HOUSE, every, date.fromisoformat(day))
    assert found is not None
    assert wall(found) == f"{day} 09:00"
    # The night of the change is an hour shorter or longer, and she is not woken by it.
    assert works_from(HOUSE, every, found - timedelta(hours=11)) == found
    without = day_begins(HOUSE, (), date.fromisoformat(day))
    weekend = date.fromisoformat(day).isoweekday() > FRIDAY
    assert (without and wall(without)) == (None if weekend else f"{day} 08:00")


def test_her_day_does_not_begin_on_a_day_without_hours() -> None:
    assert day_begins(HOUSE, WEEK, date(2026, 11, 24)) is None
    sunday = (hours(SUNDAY, "16:00", "20:00"),)
    assert day_begins(HOUSE, sunday, date(2026, 11, 29)) == local("2026-11-29 16:00")


def test_whoever_is_away_does_not_work() -> None:
    now = local("2026-11-23 10:00")
    assert works_at(HOUSE, Staff(1, Role.FAMILY_WORKER, "Mette"), now)
    assert not works_at(HOUSE, Staff(1, Role.FAMILY_WORKER, "Mette", away=True), now)
    assert not works_at(HOUSE, Staff(1, Role.FAMILY_WORKER, "Mette", hours=WEEK[1:]), now)


def test_she_is_back_at_work_after_all_days_off_in_a_row() -> None:
    def off(first: str, last: str, staff: int = 1) -> Absence:
        days = date.fromisoformat(first), date.fromisoformat(last)
        return Absence(1, staff, "Mette", Role.FAMILY_WORKER, *days, running=False)

    mette = Staff(1, Role.FAMILY_WORKER, "Mette", hours=WEEK)
    away = [off("2026-11-30", "2026-12-02"), off("2026-11-26", "2026-11-29"), off("2026-12-03", "2026-12-30", staff=2)]
    assert back_at_work(HOUSE, mette, away, local("2026-11-23 20:00")) == local("2026-12-03 12:00")
    assert back_at_work(HOUSE, replace(mette, hours=()), away, local("2026-11-26 07:00")) == local("2026-12-03 08:00")


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        ("man 9-15, tor 12-17", "1 09:00 15:00, 4 12:00 17:00"),
        ("Mandag kl. 9.30–15; torsdag: 12:15 til 17", "1 09:30 15:00, 4 12:15 17:00"),
        ("mandag til onsdag 8-15 og fre. 8-12", "1 08:00 15:00, 2 08:00 15:00, 3 08:00 15:00, 5 08:00 12:00"),
        ("man-ons 8-15 og fre. 8-12", "1 08:00 15:00, 2 08:00 15:00, 3 08:00 15:00, 5 08:00 12:00"),
        ("ti 9-10", "2 09:00 10:00"),
        ("man 9-15, man 10-12", "1 10:00 12:00"),
        ("lør 10-14\nsøn 10-12", "6 10:00 14:00, 7 10:00 12:00"),
    ],
)
def test_a_week_is_read_as_it_is_written(typed: str, week: str) -> None:
    found = read_week(typed, NAMES)
    assert found is not None
    assert ", ".join(f"{one.weekday} {one.opens:%H:%M} {one.closes:%H:%M}" for one in found) == week


@pytest.mark.parametrize(
    "typed",
    ["", "hej", "man", "man 15-9", "man 9-9", "man 9-25", "t 9-15", "fre-man 9-15", "man 9.75-15", "9-15", "xyz 9-15"],
)
def test_a_week_that_is_none_is_not_guessed(typed: str) -> None:
    assert read_week(typed, NAMES) is None


def test_one_day_is_changed_and_the_others_stay() -> None:
    week = with_day(WEEK, THURSDAY, (time(8), time(9)))
    assert week == (WEEK[0], WeeklyHours(THURSDAY, time(8), time(9)))
    assert with_day(week, MONDAY, None) == week[1:]
