"""A day that is unlike other weeks: what is left of it, what is more, and whom the night spares."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from domain.calendar import is_working_day, stretches
from domain.hours import DayHours, bounded_by, drop_in_instead, joined
from domain.programme import Programme
from domain.reminders import soon_enough
from domain.slots import bookable_on, call_windows_on, drop_in_on, usual_drop_in_on
from tests.domain.houses import COPENHAGEN, HOUSE, closed_on, local

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (23, 24, 25, 26))
CHRISTMAS = date(2026, 12, 24)
TEN_TO_TWELVE, FOUR_TO_SIX = (time(10), time(12)), (time(16), time(18))
CLOSED = DayHours()


def on(day: date, hours: DayHours, house: Programme = HOUSE) -> Programme:
    return replace(house, changes={day: hours})


def clock(spans: object) -> list[str]:
    """Stretches of one day, such as 14-17 or 13.45-16."""
    assert isinstance(spans, tuple | list)
    return [f"{_hour(span.starts_at)}-{_hour(span.ends_at)}" for span in spans]


def _hour(at: datetime) -> str:
    local_time = at.astimezone(COPENHAGEN)
    return f"{local_time.hour}.{local_time.minute:02}" if local_time.minute else f"{local_time.hour}"


@pytest.mark.parametrize(
    ("day", "hours", "drop_in"),
    [
        # Tuesday: times to book from 13 to 19, drop-in from 14 to 17. Thursday: drop-in from 10 to 12 only.
        (TUESDAY, CLOSED, []),
        (TUESDAY, DayHours(opens=time(15)), ["15-17"]),
        (TUESDAY, DayHours(closes=time(15)), ["14-15"]),
        (TUESDAY, DayHours(opens=time(17)), []),
        (TUESDAY, DayHours(opens=time(12)), ["14-17"]),
        (TUESDAY, DayHours(closes=time(20)), ["14-17"]),
        (THURSDAY, DayHours(opens=time(9)), ["9-12"]),
        (THURSDAY, DayHours(closes=time(13)), ["10-13"]),
        (THURSDAY, DayHours(opens=time(11), closes=time(13)), ["11-13"]),
        (THURSDAY, DayHours(drop_in=(FOUR_TO_SIX,)), ["16-18"]),
        (THURSDAY, DayHours(drop_in=(TEN_TO_TWELVE, FOUR_TO_SIX)), ["10-12", "16-18"]),
        (WEDNESDAY, DayHours(opens=time(9)), []),
        (WEDNESDAY, DayHours(drop_in=(TEN_TO_TWELVE,)), ["10-12"]),
        (CHRISTMAS, DayHours(drop_in=(TEN_TO_TWELVE,)), []),
    ],
)
def test_drop_in_of_a_day_that_is_unlike_others(day: date, hours: DayHours, drop_in: list[str]) -> None:
    assert clock(drop_in_on(on(day, hours), day)) == drop_in
    assert usual_drop_in_on(on(day, hours), day) == drop_in_on(HOUSE, day)


@pytest.mark.parametrize(
    ("day", "hours", "times"),
    [
        (MONDAY, CLOSED, []),
        (MONDAY, DayHours(opens=time(11)), ["11-11.45", "11.45-12.30"]),
        (MONDAY, DayHours(closes=time(12)), ["10-10.45", "10.45-11.30"]),
        # Drop-in in its place takes away what it lies upon, and nothing else.
        (MONDAY, DayHours(drop_in=((time(9), time(11)),)), ["11.30-12.15", "12.15-13"]),
        (MONDAY, DayHours(drop_in=(FOUR_TO_SIX,)), ["10-10.45", "10.45-11.30", "11.30-12.15", "12.15-13"]),
    ],
)
def test_what_can_be_booked_on_a_day_that_is_unlike_others(day: date, hours: DayHours, times: list[str]) -> None:
    assert clock([*bookable_on(on(day, hours), day)]) == times


def test_nobody_promises_to_call_while_the_house_is_closed() -> None:
    assert clock([*call_windows_on(on(MONDAY, CLOSED), MONDAY)]) == []
    assert clock([*call_windows_on(on(MONDAY, DayHours(opens=time(11))), MONDAY)]) == ["11-12", "12-15"]
    assert clock([*call_windows_on(on(MONDAY, DayHours(closes=time(12))), MONDAY)]) == ["9-12"]


def test_an_extra_opening_makes_no_working_day_and_other_hours_do() -> None:
    closed = closed_on("2026-11-23")
    for hours, works in ((DayHours(drop_in=(TEN_TO_TWELVE,)), False), (DayHours(opens=time(10)), True)):
        house = on(MONDAY, hours, closed)
        assert is_working_day(MONDAY, house.closed_days) is works
        assert bool([*bookable_on(house, MONDAY)]) is works
    assert clock(drop_in_on(on(MONDAY, DayHours(drop_in=(TEN_TO_TWELVE,)), closed), MONDAY)) == ["10-12"]


BOTH = DayHours(time(15), time(16))


@pytest.mark.parametrize(
    ("before", "opens", "closes", "after"),
    [
        (None, time(15), None, DayHours(opens=time(15))),
        (CLOSED, None, time(16), DayHours(closes=time(16))),
        (DayHours(opens=time(15)), None, time(16), BOTH),
        (DayHours(closes=time(16)), time(15), None, BOTH),
        # What cannot be any more is forgotten, and not the newer word.
        (DayHours(opens=time(15)), None, time(14), DayHours(closes=time(14))),
        (DayHours(drop_in=(TEN_TO_TWELVE,)), None, time(11), DayHours(None, time(11), ((time(10), time(11)),))),
        (DayHours(drop_in=(TEN_TO_TWELVE,)), time(13), None, DayHours(opens=time(13))),
    ],
)
def test_what_was_said_before_holds_as_far_as_it_can(
    before: DayHours | None, opens: time | None, closes: time | None, after: DayHours
) -> None:
    assert bounded_by(before, opens, closes) == after


def test_drop_in_instead_keeps_the_bounds_and_opens_a_closed_house_for_nothing_else() -> None:
    spans = (TEN_TO_TWELVE, FOUR_TO_SIX)
    assert drop_in_instead(None, spans) == DayHours(drop_in=spans)
    assert drop_in_instead(DayHours(opens=time(9)), spans) == DayHours(opens=time(9), drop_in=spans)
    assert drop_in_instead(CLOSED, spans) == DayHours(time(10), time(18), spans)


def test_hours_that_touch_or_overlap_are_one() -> None:
    assert joined([FOUR_TO_SIX, (time(14), time(16)), TEN_TO_TWELVE]) == (TEN_TO_TWELVE, (time(14), time(18)))
    assert joined([(time(9), time(13)), TEN_TO_TWELVE]) == ((time(9), time(13)),)


def test_days_closed_in_a_row_are_one_stretch_over_what_is_closed_anyhow() -> None:
    days = [date(2026, 11, day) for day in (25, 26, 27, 30)]
    assert stretches(days, ()) == [(days[0], days[-1])]
    assert stretches([days[0], days[2]], ()) == [(days[0], days[0]), (days[2], days[2])]
    assert stretches([days[0], days[2]], {days[1]}) == [(days[0], days[2])]
    assert stretches([], ()) == []


@pytest.mark.parametrize(
    ("now", "happens", "said"),
    [
        ("2026-11-23 20:59", "2026-11-23 21:30", "2026-11-23 20:59"),
        ("2026-11-23 22:00", "2026-11-24 10:59", "2026-11-23 22:00"),
        ("2026-11-23 22:00", "2026-11-24 11:00", "2026-11-24 08:00"),
        ("2026-11-24 03:00", "2026-11-24 10:00", "2026-11-24 03:00"),
        ("2026-11-24 03:00", "2026-11-27 09:00", "2026-11-24 08:00"),
    ],
)
def test_at_night_only_what_cannot_wait_until_morning_is_said(now: str, happens: str, said: str) -> None:
    assert soon_enough(HOUSE, local(now), local(happens), timedelta(hours=3)) == local(said)


def test_what_is_left_of_a_stretch_of_a_day() -> None:
    changes: Mapping[DayHours, tuple[time, time] | None] = {
        CLOSED: None,
        DayHours(opens=time(11)): (time(11), time(12)),
        DayHours(closes=time(10)): None,
        DayHours(drop_in=(FOUR_TO_SIX,)): TEN_TO_TWELVE,
    }
    assert {hours: hours.within(*TEN_TO_TWELVE) for hours in changes} == changes
    assert [hours.holds(*TEN_TO_TWELVE) for hours in changes] == [False, False, False, True]
