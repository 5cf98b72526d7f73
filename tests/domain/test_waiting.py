"""Working days that somebody waited: weekends, holidays, closed days and both changes of the clock."""

from dataclasses import replace
from datetime import date

import pytest

from domain.hours import DayHours
from domain.slots import call_windows, promise
from domain.waiting import worked_through
from tests.domain.houses import HOUSE, local, wall

CLOSED = DayHours(None, None)


@pytest.mark.parametrize(
    ("since", "days", "until"),
    [
        ("2026-11-23 09:30", 1, "2026-11-24 09:30"),
        ("2026-11-23 09:30", 2, "2026-11-25 09:30"),
        # From Friday on, the weekend does not count.
        ("2026-11-27 15:00", 1, "2026-11-30 15:00"),
        # What came on a Saturday counts from Monday morning.
        ("2026-11-28 15:00", 1, "2026-12-01 00:00"),
        # Maundy Thursday to Easter Monday, with the change to summer time among them.
        ("2027-03-24 10:00", 1, "2027-03-30 10:00"),
        ("2027-03-27 02:30", 1, "2027-03-31 00:00"),
        # The clocks go back on Sunday the 25th of October.
        ("2026-10-23 10:00", 1, "2026-10-26 10:00"),
        ("2026-12-23 10:00", 1, "2026-12-28 10:00"),
    ],
)
def test_only_working_days_count(since: str, days: int, until: str) -> None:
    assert wall(worked_through(HOUSE, local(since), days)) == until


def test_a_day_that_staff_have_closed_is_no_working_day() -> None:
    house = replace(HOUSE, changes={date(2026, 11, 24): CLOSED})
    now = local("2026-11-23 10:00")
    assert wall(worked_through(house, now, 1)) == "2026-11-25 10:00"
    assert wall(promise(house, now)) == "2026-11-25 16:00"
    assert "2026-11-24" not in {wall(span.starts_at)[:10] for span in call_windows(house, now)}


def test_a_closed_day_on_which_staff_open_is_a_working_day_again() -> None:
    house = replace(HOUSE, closed=frozenset({date(2026, 11, 24)}))
    opened = replace(house, changes={date(2026, 11, 24): DayHours(local("2026-11-24 12:00").time(), None)})
    assert [wall(promise(one, local("2026-11-23 10:00")))[:10] for one in (house, opened)] == [
        "2026-11-25",
        "2026-11-24",
    ]
