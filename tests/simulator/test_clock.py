"""The clock jumps, stands still, and tells others through its file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from simulator import Clock

MARCH = datetime(2026, 3, 24, 15, 0, tzinfo=UTC)


def test_a_frozen_clock_moves_only_when_it_is_moved() -> None:
    clock = Clock(start=MARCH)
    assert clock.now() == clock.now() == MARCH
    clock.jump(timedelta(days=1))
    assert clock.now() == MARCH + timedelta(days=1)
    clock.move_to(MARCH - timedelta(hours=1))
    assert clock.now() == MARCH - timedelta(hours=1)


def test_a_running_clock_is_real_time_and_the_offset_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "clock"
    path.write_text("86400\n")
    tomorrow, today = Clock(path), Clock()
    assert timedelta(hours=23) < tomorrow.now() - today.now() < timedelta(hours=25)
    tomorrow.jump(timedelta(seconds=-86_400))
    assert abs(float(path.read_text())) < 0.001


def test_who_runs_by_the_file_of_a_frozen_clock_lands_at_its_moment(tmp_path: Path) -> None:
    path = tmp_path / "clock"
    Clock(path, start=MARCH)
    assert abs(Clock(path).now() - MARCH) < timedelta(minutes=1)


def test_the_next_due_moment_comes_from_the_file_beside(tmp_path: Path) -> None:
    clock = Clock(tmp_path / "clock")
    assert clock.next_due is None
    (tmp_path / "clock.next").write_text(f"{MARCH.timestamp()}")
    assert clock.next_due == MARCH
    (tmp_path / "clock.next").write_text("soon")
    assert clock.next_due is None


def test_those_who_listen_learn_of_a_jump() -> None:
    clock, heard = Clock(start=MARCH), []
    clock.listeners.append(lambda: heard.append(clock.now()))
    clock.jump(timedelta(hours=2))
    assert heard == [MARCH + timedelta(hours=2)]
