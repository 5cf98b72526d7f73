"""Times that can be booked: never a drop-in hour, never too soon or too far, never one that is taken."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.programme import Programme
from domain.slots import (
    Span,
    Taken,
    bookable_on,
    days_from,
    drop_in_on,
    free_days,
    free_on,
    next_drop_in,
    published,
)
from tests.domain.houses import (
    BOOKABLE,
    COPENHAGEN,
    COUNSELLING,
    HOUSE,
    MOMENTS,
    SUNDAY,
    bookable,
    closed_on,
    hours,
    local,
    utc,
    wall,
)


def free_times(house: Programme, now: datetime, taken: list[Span]) -> list[Span]:
    """Every time that can be booked, day by day."""
    gone = Taken(taken)
    return [span for day in free_days(house, now, gone) for span in free_on(house, now, day, gone)]


TAKEN = st.lists(
    st.builds(
        lambda start, minutes: Span(start, start + timedelta(minutes=minutes)), MOMENTS, st.integers(1, 60 * 24 * 30)
    ),
    max_size=5,
)


def starts(programme: Programme, day: str) -> list[str]:
    """The bookable times of a day, as the clock on the wall shows them."""
    return [wall(span.starts_at)[-5:] for span in bookable_on(programme, date.fromisoformat(day))]


def test_weekly_hours_are_cut_into_lengths() -> None:
    assert starts(HOUSE, "2026-11-23") == ["10:00", "10:45", "11:30", "12:15"]
    assert starts(HOUSE, "2026-11-25") == []


def test_what_is_left_of_the_hours_is_no_time() -> None:
    assert starts(bookable(length=timedelta(minutes=50)), "2026-11-23") == ["10:00", "10:50", "11:40"]


def test_bookings_never_eat_drop_in_hours() -> None:
    # Tuesday's bookable hours lie around the drop-in from 14 to 17.
    assert starts(HOUSE, "2026-11-24") == ["13:00", "17:30", "18:15"]
    for day in days_from(date(2026, 1, 1), 365):
        assert not [a for a in bookable_on(HOUSE, day) for b in drop_in_on(HOUSE, day) if a.overlaps(b)]


@pytest.mark.parametrize("day", ["2026-05-25", "2026-12-24", "2027-03-29", "2027-01-01", "2026-06-05"])
def test_a_holiday_has_neither_bookings_nor_drop_in(day: str) -> None:
    always = tuple(hours(weekday, "09:00", "15:00") for weekday in range(1, 8))
    house = replace(HOUSE, counselling=replace(COUNSELLING, bookable=replace(BOOKABLE, hours=always), drop_in=()))
    assert starts(house, day) == []
    assert drop_in_on(replace(HOUSE, counselling=replace(COUNSELLING, drop_in=always)), date.fromisoformat(day)) == ()


def test_a_closed_day_has_no_times() -> None:
    assert starts(HOUSE, "2027-07-12") != []
    assert starts(closed_on("2027-07-12"), "2027-07-12") == []


@pytest.mark.parametrize(
    ("now", "first"),
    [
        ("2026-11-23 07:00", "2026-11-23 10:00"),
        ("2026-11-23 07:01", "2026-11-23 10:45"),
        ("2026-11-23 09:15", "2026-11-23 12:15"),
        ("2026-11-23 09:16", "2026-11-24 13:00"),
        ("2026-11-22 23:59", "2026-11-23 10:00"),
    ],
)
def test_a_time_is_offered_only_with_notice(now: str, first: str) -> None:
    assert wall(free_times(HOUSE, local(now), [])[0].starts_at) == first


def test_the_last_day_of_the_horizon_counts_and_the_next_does_not() -> None:
    # From Monday, three weeks on is a Monday again.
    assert wall(free_times(HOUSE, local("2026-11-02 08:00"), [])[-1].starts_at) == "2026-11-23 12:15"
    assert wall(free_times(HOUSE, local("2026-11-01 23:59"), [])[-1].starts_at) == "2026-11-22 09:45"


def test_no_time_at_all_is_an_empty_list() -> None:
    now = local("2026-11-02 08:00")
    assert free_times(HOUSE, now, [Span(now, now + timedelta(days=60))]) == []


@pytest.mark.parametrize(
    ("day", "hour", "opens"),
    [
        ("2026-10-18", "09:00", "2026-10-18 07:00"),
        ("2026-10-25", "09:00", "2026-10-25 08:00"),
        ("2026-11-01", "09:00", "2026-11-01 08:00"),
        # 28 March 2027 is Easter Sunday; the days around it tell.
        ("2027-03-21", "09:00", "2027-03-21 08:00"),
        ("2027-03-23", "13:00", "2027-03-23 12:00"),
        ("2027-03-30", "13:00", "2027-03-30 11:00"),
        ("2027-04-04", "09:00", "2027-04-04 07:00"),
    ],
)
def test_a_weekly_hour_stays_that_hour_over_the_changes_of_the_clock(day: str, hour: str, opens: str) -> None:
    times = list(bookable_on(HOUSE, date.fromisoformat(day)))
    assert times[0].starts_at == utc(opens)
    assert wall(times[0].starts_at)[-5:] == hour


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # In the night the clocks go back, 1 to 4 lasts four hours; Easter Sunday 2027 is closed, so 2028 for the other.
        ("2026-10-25", ["01:00", "02:00", "02:00", "03:00"]),
        ("2028-03-26", ["01:00", "03:00"]),
        ("2026-10-18", ["01:00", "02:00", "03:00"]),
    ],
)
def test_an_hour_that_comes_twice_or_never_is_cut_as_it_passes(day: str, expected: list[str]) -> None:
    night = bookable(hours=(hours(SUNDAY, "01:00", "04:00"),), length=timedelta(hours=1))
    assert starts(night, day) == expected


def test_hours_that_begin_in_the_gap_begin_after_it() -> None:
    night = replace(HOUSE, counselling=replace(COUNSELLING, drop_in=(hours(SUNDAY, "02:30", "05:00"),)))
    (span,) = drop_in_on(night, date(2028, 3, 26))
    assert span == Span(utc("2028-03-26 01:30"), utc("2028-03-26 03:00"))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-24 13:59", "2026-11-24 14:00"),
        ("2026-11-24 16:59", "2026-11-24 14:00"),
        ("2026-11-24 17:00", "2026-11-26 10:00"),
        ("2026-11-26 12:00", "2026-12-01 14:00"),
        # Christmas Eve and New Year's Eve are Thursdays in 2026.
        ("2026-12-22 17:00", "2026-12-29 14:00"),
        ("2026-12-29 17:00", "2027-01-05 14:00"),
        # The week in which the clocks go back.
        ("2026-10-22 12:00", "2026-10-27 14:00"),
    ],
)
def test_the_next_drop_in_is_the_one_that_is_not_over(now: str, expected: str) -> None:
    found = next_drop_in(HOUSE, local(now))
    assert found is not None
    assert wall(found.starts_at) == expected


def test_no_drop_in_within_two_months_is_none() -> None:
    now = local("2027-06-01 09:00")
    shut = replace(HOUSE, closed=frozenset(days_from(date(2027, 6, 1), 62)))
    assert next_drop_in(shut, now) is None


@pytest.mark.parametrize(
    ("starts_at", "there"),
    [
        ("2026-11-23 10:00", True),
        ("2026-11-23 10:01", False),
        ("2026-11-24 14:30", False),
        ("2026-11-22 09:00", False),
        ("2026-12-07 10:00", True),
        ("2026-12-14 10:00", False),
        ("2046-11-26 10:00", False),
    ],
)
def test_only_a_published_time_within_notice_and_horizon_can_be_asked_for(starts_at: str, there: bool) -> None:
    now = local("2026-11-22 07:00")
    assert (published(HOUSE, now, local(starts_at)) is not None) is there


@given(MOMENTS, TAKEN)
def test_what_is_free_overlaps_nothing(now: datetime, taken: list[Span]) -> None:
    free = free_times(HOUSE, now, taken)
    days = {span.starts_at.astimezone(COPENHAGEN).date() for span in free}
    kept = [*taken, *(span for day in days for span in drop_in_on(HOUSE, day))]
    assert not [span for span in free for other in kept if span.overlaps(other)]
    assert all(earlier.ends_at <= later.starts_at for earlier, later in pairwise(free))


@given(MOMENTS, TAKEN)
def test_what_is_not_taken_stays_free(now: datetime, taken: list[Span]) -> None:
    wanted = [span for span in free_times(HOUSE, now, []) if not any(span.overlaps(other) for other in taken)]
    assert free_times(HOUSE, now, taken) == wanted


@given(MOMENTS)
def test_what_is_free_can_be_asked_for(now: datetime) -> None:
    free = free_times(HOUSE, now, [])
    assert [published(HOUSE, now, span.starts_at) for span in free] == free


@given(MOMENTS, MOMENTS, st.integers(1, 10_000), st.integers(1, 10_000))
def test_two_spans_overlap_exactly_when_they_share_a_minute(
    one: datetime, other: datetime, long: int, longer: int
) -> None:
    a, b = Span(one, one + timedelta(minutes=long)), Span(other, other + timedelta(minutes=longer))
    shared = min(a.ends_at, b.ends_at) - max(a.starts_at, b.starts_at)
    assert a.overlaps(b) == b.overlaps(a) == (shared > timedelta())
