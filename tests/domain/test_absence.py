"""Days off: which cannot be, who may stand in, and what is meant by what is typed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.absence import Absence, Wrong, may_stand_in, read_days, wrong_days, wrong_substitute
from domain.people import Role, Staff

TODAY = date(2026, 11, 26)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def off(first: str, last: str, *, staff: int = 1, substitute: int | None = None) -> Absence:
    """Days on which somebody does not work."""
    days = date.fromisoformat(first), date.fromisoformat(last)
    return Absence(7, staff, "Mette", Role.FAMILY_WORKER, *days, running=False, substitute=substitute)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("23/12-3/1", "2026-12-23", "2027-01-03"),
        (" 23/12 - 3/1 ", "2026-12-23", "2027-01-03"),
        ("23.12.–3.1.", "2026-12-23", "2027-01-03"),
        ("23.12.2026 til 3.1.2027", "2026-12-23", "2027-01-03"),
        ("1/12", "2026-12-01", None),
        ("1/12-1/12", "2026-12-01", "2026-12-01"),
        ("26/11", "2026-11-26", None),
        # What has just been is not meant for next year: it is refused, and not taken for something far away.
        ("20/11-28/11", "2026-11-20", "2026-11-28"),
        ("1/11", "2026-11-01", None),
        ("1/8-14/8", "2027-08-01", "2027-08-14"),
        ("29/2", "2028-02-29", None),
    ],
)
def test_what_is_typed_is_understood_as_it_is_meant(typed: str, first: str, last: str | None) -> None:
    assert read_days(typed, TODAY) == (date.fromisoformat(first), date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    "typed", ["", "hej", "32/1", "0/1", "1/13", "31/4", "23/12-", "-", "29/2/2027", "1-2", "٣/١", "9" * 50]
)
def test_what_is_no_day_is_not_understood(typed: str) -> None:
    assert read_days(typed, TODAY) is None


@given(DAYS, st.integers(0, 200))
def test_days_that_are_written_are_read_again(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    typed = f"{first.day}/{first.month}/{first.year}-{last.day}/{last.month}/{last.year}"
    assert read_days(typed, TODAY) == (first, last)


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2026-11-26", "2026-11-26", None),
        ("2026-11-20", "2026-11-25", Wrong.OVER),
        ("2026-11-20", "2026-11-28", Wrong.OVER),
        ("2026-12-03", "2026-12-01", Wrong.BACKWARDS),
        ("2026-12-03", "2027-12-01", Wrong.BACKWARDS),
        ("2026-12-08", "2026-12-10", Wrong.TWICE),
        ("2026-12-10", "2026-12-20", Wrong.TWICE),
        ("2026-12-11", "2026-12-14", None),
        ("2026-12-14", "2026-12-15", Wrong.STANDS_IN),
        ("2026-12-19", "2026-12-19", None),
    ],
)
def test_days_that_cannot_be_are_refused(first: str, last: str, wrong: Wrong | None) -> None:
    hers, covers = [off("2026-12-08", "2026-12-10")], [off("2026-12-15", "2026-12-18", staff=2, substitute=1)]
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert wrong_days(*days, TODAY, hers, covers) is wrong


def test_of_what_has_begun_the_last_day_can_still_be_chosen() -> None:
    first = TODAY - timedelta(days=3)
    assert wrong_days(first, TODAY, TODAY, [], [], running=True) is None
    assert wrong_days(first, TODAY - timedelta(days=1), TODAY, [], [], running=True) is Wrong.OVER


def test_nobody_stands_in_for_herself_or_while_she_is_away() -> None:
    absence = off("2026-12-08", "2026-12-10")
    assert wrong_substitute(absence, 1, []) is Wrong.HERSELF
    assert wrong_substitute(absence, 2, [off("2026-12-10", "2026-12-12", staff=2)]) is Wrong.AWAY
    assert wrong_substitute(absence, 2, [off("2026-12-11", "2026-12-12", staff=2)]) is None


@pytest.mark.parametrize("role", Role)
def test_only_a_leader_widens_what_somebody_may(role: Role) -> None:
    assert may_stand_in(Staff(2, role, "Sara"), widen=True)
    assert may_stand_in(Staff(2, role, "Sara"), widen=False) is (role is Role.FAMILY_WORKER)
    # Neither does it help to stand in for somebody already.
    assert may_stand_in(Staff(2, role, "Sara", covers=True), widen=False) is (role is Role.FAMILY_WORKER)
    assert not may_stand_in(Staff(2, role, "Sara", confirmed=False), widen=True)


@pytest.mark.parametrize("role", Role)
def test_somebody_stands_in_for_family_workers_only(role: Role) -> None:
    assert Absence(1, 1, "Mette", role, TODAY, TODAY, running=True).covered is (role is Role.FAMILY_WORKER)
