"""The clock: aware, moved by its file and by nothing else, and it says when something is due next."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from simulator import Clock as PlayedClock

SOON = timedelta(seconds=5)


def test_the_time_is_aware_and_in_utc() -> None:
    assert Clock().now().tzinfo is UTC


def test_the_file_moves_the_clock_as_often_as_it_changes(tmp_path: Path) -> None:
    played = PlayedClock(tmp_path / "clock")
    clock = Clock(tmp_path / "clock")
    assert abs(clock.now() - Clock().now()) < SOON
    for by in (timedelta(days=3), timedelta(hours=-5)):
        played.jump(by)
        assert abs(clock.now() - played.now()) < SOON


def test_a_file_that_makes_no_sense_leaves_the_clock_where_it_was(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("86400\n")
    clock = Clock(file)
    moved = clock.now()
    file.write_text("tomorrow\n")
    assert abs(clock.now() - moved) < SOON
    file.unlink()
    assert abs(clock.now() - moved) < SOON


def test_the_file_is_read_only_when_it_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("1000\n")
    clock, before = Clock(file), os.stat(file)
    moved = clock.now()
    file.write_text("2000\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert abs(clock.now() - moved) < SOON


def test_what_is_due_next_is_told_and_taken_back(tmp_path: Path) -> None:
    played = PlayedClock(tmp_path / "clock")
    clock, due = Clock(tmp_path / "clock"), datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    clock.tell_next(due)
    assert played.next_due == due
    clock.tell_next(due + SOON)
    assert played.next_due == due + SOON
    clock.tell_next(None)
    assert played.next_due is None
