"""A series keeps its rhythm and its hour, and passes over the days on which nobody can meet."""

from datetime import UTC, date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.series import WEEK, Meeting, Series, Why, cycle_of, series
from tests.town import ZONE

MORNING, AFTERNOON, EVENING = (time(10), time(12)), (time(14), time(16)), (time(17), time(19, 30))


def tuesdays(first: date, count: int, **given_: frozenset[date]) -> Series:
    return series([Meeting(first, *EVENING)], count, WEEK, **{"closed": frozenset[date](), **given_})


def days(found: Series) -> list[date]:
    return [one.day for one in found.meetings]


def test_a_weekly_series_passes_over_holidays_closed_days_and_single_dates_and_says_why() -> None:
    closed, said = frozenset({date(2027, 4, 6)}), frozenset({date(2027, 4, 13)})
    found = series([Meeting(date(2027, 3, 25) - timedelta(days=7), *EVENING)], 3, WEEK, frozenset())
    assert found.skipped == ((Meeting(date(2027, 3, 25), *EVENING), Why.HOLIDAY),)  # Maundy Thursday
    found = tuesdays(date(2027, 3, 30), 3, closed=closed, but=said)
    assert days(found) == [date(2027, 3, 30), date(2027, 4, 20), date(2027, 4, 27)]
    assert [(one.day, why) for one, why in found.skipped] == [
        (date(2027, 4, 6), Why.CLOSED),
        (date(2027, 4, 13), Why.SAID),
    ]


def test_a_series_keeps_its_hour_over_both_changes_of_the_clocks() -> None:
    for first, offsets in ((date(2027, 3, 16), [1, 1, 2, 2]), (date(2027, 10, 19), [2, 2, 1, 1])):
        spans = [one.span(ZONE) for one in tuesdays(first, 4).meetings]
        assert [17 - span.starts_at.astimezone(UTC).hour for span in spans] == offsets
        assert {span.starts_at.astimezone(ZONE).time() for span in spans} == {time(17)}
        assert {span.ends_at - span.starts_at for span in spans} == {timedelta(hours=2, minutes=30)}


def test_mornings_afternoons_and_evenings_come_in_turn() -> None:
    turns = [
        Meeting(date(2027, 1, 5), *MORNING),
        Meeting(date(2027, 1, 13), *AFTERNOON),
        Meeting(date(2027, 1, 21), *EVENING),
    ]
    found = series(turns, 7, WEEK, frozenset({date(2027, 2, 3)}))
    assert days(found) == [
        *(date(2027, 1, 5), date(2027, 1, 13), date(2027, 1, 21), date(2027, 1, 26)),
        *(date(2027, 2, 11), date(2027, 2, 16), date(2027, 2, 24)),
    ]
    assert [one.begins.hour for one in found.meetings] == [10, 14, 17, 10, 17, 10, 14]


def test_two_days_of_one_week_are_two_a_week() -> None:
    turns = [Meeting(date(2027, 1, 5), *MORNING), Meeting(date(2027, 1, 7), *EVENING)]
    assert cycle_of(turns, WEEK) == WEEK
    assert cycle_of(turns[:1], 2 * WEEK) == 2 * WEEK
    assert cycle_of([turns[0], Meeting(date(2027, 1, 13), *EVENING)], 2 * WEEK) == 4 * WEEK


def test_a_house_that_is_never_open_ends_the_search() -> None:
    first = date(2027, 1, 5)
    every_tuesday = frozenset(first + n * WEEK for n in range(200))
    assert not tuesdays(first, 3, closed=every_tuesday).meetings


@given(
    st.dates(date(2026, 1, 1), date(2035, 12, 31)),
    st.integers(1, 52),
    st.sets(st.integers(0, 60), max_size=20),
)
def test_a_series_is_complete_in_order_and_free_of_what_was_taken_out(first: date, count: int, out: set[int]) -> None:
    said = frozenset(first + n * WEEK for n in out)
    found = tuesdays(first, count, but=said)
    assert len(found.meetings) == count
    assert days(found) == sorted(set(days(found)))
    assert not said & set(days(found))
    assert {one.weekday() for one in days(found)} == {first.weekday()}
    every = sorted([*days(found), *(one.day for one, _ in found.skipped)])
    assert every == [first + n * WEEK for n in range(len(every))]
