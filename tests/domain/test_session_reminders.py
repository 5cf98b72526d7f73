"""When people are reminded of a session: the hour on the wall, the night, and what is too late."""

from datetime import timedelta

from domain.session_reminders import session_reminders
from tests.domain.houses import HOUSE, local

WEEK, DAY, SOON = timedelta(days=7), timedelta(days=1), timedelta(hours=2)


def test_each_leaves_at_its_hour_and_ends_before_the_next() -> None:
    starts = local("2026-12-03 17:00")
    week, day, soon = session_reminders(HOUSE, (WEEK, DAY, SOON), starts)
    assert [one.not_before for one in (week, day, soon)] == [
        local("2026-11-26 17:00"),
        local("2026-12-02 17:00"),
        local("2026-12-03 15:00"),
    ]
    assert week.not_after == week.not_before + DAY
    assert day.not_after == local("2026-12-03 14:00")
    assert soon.not_after == local("2026-12-03 16:30")


def test_over_a_change_of_the_clocks_the_wall_counts() -> None:
    (day,) = session_reminders(HOUSE, (DAY,), local("2026-10-25 17:00"))
    assert day.not_before == local("2026-10-24 17:00")
    assert local("2026-10-25 17:00") - day.not_before == timedelta(hours=25)


def test_what_the_night_holds_back_leaves_in_the_morning_or_not_at_all() -> None:
    (soon,) = session_reminders(HOUSE, (SOON,), local("2026-12-03 09:00"))
    assert soon.not_before == local("2026-12-03 08:00")
    assert session_reminders(HOUSE, (SOON,), local("2026-12-03 08:30")) == ()


def test_of_two_that_would_leave_together_the_nearer_one_does() -> None:
    found = session_reminders(HOUSE, (timedelta(hours=11), timedelta(hours=10)), local("2026-12-03 18:00"))
    assert [one.before for one in found] == [timedelta(hours=10)]
