"""Reminders: the day before at the same hour by the wall's clock, two hours before, never in the night, never late."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reminders import Which, after_the_night, is_night, reminders
from tests.domain.houses import HOUSE, MOMENTS, local, quiet, utc, wall

LONG_BEFORE = timedelta(days=10)


def planned(starts: datetime) -> dict[Which, tuple[str, str]]:
    """The reminders of an appointment made long before: earliest and latest, by the clock on the wall."""
    found = reminders(HOUSE, starts, starts - LONG_BEFORE)
    return {one.which: (wall(one.not_before), wall(one.not_after)) for one in found}


@pytest.mark.parametrize(
    ("starts", "day_before", "soon"),
    [
        # An ordinary afternoon.
        ("2026-11-25 13:00", ("2026-11-24 13:00", "2026-11-25 10:00"), ("2026-11-25 11:00", "2026-11-25 12:30")),
        # The night of 24 October is 25 hours long: the same hour, not 24 hours before.
        ("2026-10-25 16:00", ("2026-10-24 16:00", "2026-10-25 13:00"), ("2026-10-25 14:00", "2026-10-25 15:30")),
        # The night of 27 March is 23 hours long.
        ("2027-03-28 16:00", ("2027-03-27 16:00", "2027-03-28 13:00"), ("2027-03-28 14:00", "2027-03-28 15:30")),
        # Two hours before ten is when the night ends, so nothing is shifted.
        ("2026-11-25 10:00", ("2026-11-24 10:00", "2026-11-25 07:00"), ("2026-11-25 08:00", "2026-11-25 09:30")),
        # Two hours before half past nine is night: at eight, which leaves an hour and a half.
        ("2026-11-25 09:30", ("2026-11-24 09:30", "2026-11-25 06:30"), ("2026-11-25 08:00", "2026-11-25 09:00")),
        # At eight exactly an hour remains.
        ("2026-11-25 09:00", ("2026-11-24 09:00", "2026-11-25 06:00"), ("2026-11-25 08:00", "2026-11-25 08:30")),
        # A minute less than an hour: none.
        ("2026-11-25 08:59", ("2026-11-24 08:59", "2026-11-25 05:59"), None),
        # The day before at this hour is night too; it leaves that morning.
        ("2026-11-25 07:30", ("2026-11-24 08:00", "2026-11-25 04:30"), None),
        # In the evening the day before would be night: next morning instead.
        ("2026-11-25 21:00", ("2026-11-25 08:00", "2026-11-25 18:00"), ("2026-11-25 19:00", "2026-11-25 20:30")),
        # Two hours before is the first minute of the night, and eight is too late.
        ("2026-11-25 23:00", ("2026-11-25 08:00", "2026-11-25 20:00"), None),
        ("2026-11-25 22:59", ("2026-11-25 08:00", "2026-11-25 19:59"), ("2026-11-25 20:59", "2026-11-25 22:29")),
    ],
)
def test_when_reminders_leave(starts: str, day_before: tuple[str, str], soon: tuple[str, str] | None) -> None:
    expected = {Which.DAY_BEFORE: day_before} | ({Which.SOON: soon} if soon else {})
    assert planned(local(starts)) == expected


def test_the_day_before_is_25_or_23_hours_away_when_the_clocks_change() -> None:
    for starts, hours in (("2026-10-25 16:00", 25), ("2027-03-28 16:00", 23), ("2026-11-25 16:00", 24)):
        first = reminders(HOUSE, local(starts), local(starts) - LONG_BEFORE)[0]
        assert local(starts) - first.not_before == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("2026-11-24 12:59", [Which.DAY_BEFORE, Which.SOON]),
        ("2026-11-24 13:00", [Which.SOON]),
        ("2026-11-25 10:59", [Which.SOON]),
        ("2026-11-25 11:00", []),
        ("2026-11-25 14:00", []),
    ],
)
def test_a_reminder_whose_time_is_past_is_not_planned(made: str, expected: list[Which]) -> None:
    assert [one.which for one in reminders(HOUSE, local("2026-11-25 13:00"), local(made))] == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (utc("2026-11-24 19:59"), False),
        (utc("2026-11-24 20:00"), True),
        (utc("2026-11-25 06:59"), True),
        (utc("2026-11-25 07:00"), False),
        # Summer time: the same hours of the wall's clock are an hour earlier.
        (utc("2026-07-24 18:59"), False),
        (utc("2026-07-24 19:00"), True),
        (utc("2026-07-25 05:59"), True),
        (utc("2026-07-25 06:00"), False),
    ],
)
def test_the_night_is_from_21_to_8_by_the_wall(moment: datetime, expected: bool) -> None:
    assert is_night(HOUSE, moment) is expected


def test_a_night_need_not_cross_midnight() -> None:
    siesta = quiet("12:00", "14:00")
    assert after_the_night(siesta, local("2026-11-25 13:00")) == local("2026-11-25 14:00")
    assert after_the_night(siesta, local("2026-11-25 14:00")) == local("2026-11-25 14:00")
    assert not is_night(quiet("00:00", "00:00"), local("2026-11-25 03:00"))


@given(MOMENTS)
def test_no_reminder_leaves_at_night_or_when_it_is_too_late(starts: datetime) -> None:
    for one in reminders(HOUSE, starts, starts - LONG_BEFORE):
        assert not is_night(HOUSE, one.not_before)
        assert one.not_before < one.not_after < starts
        assert starts - one.not_before >= timedelta(hours=1)


@given(MOMENTS, st.integers(0, 72 * 60))
def test_every_reminder_lies_after_the_booking(starts: datetime, minutes: int) -> None:
    now = starts - timedelta(minutes=minutes)
    found = reminders(HOUSE, starts, now)
    assert all(one.not_before > now for one in found)
    assert len({one.which for one in found}) == len(found)


@given(MOMENTS)
def test_after_the_night_is_the_first_moment_that_is_not_night(moment: datetime) -> None:
    morning = after_the_night(HOUSE, moment)
    assert not is_night(HOUSE, morning)
    assert moment <= morning <= moment + timedelta(hours=12)
    if morning > moment:
        assert wall(morning)[-5:] == "08:00"
        assert is_night(HOUSE, morning - timedelta(microseconds=1))
