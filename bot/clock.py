"""The one clock of the house: the machine's, moved by a file when the local Telegram plays another day."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

STEP = 2.0


class Clock:
    """Tells the time in UTC; with a file, shifted by the seconds written in it."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._stamp: tuple[int, int, int] | None = None
        self._shift = timedelta()
        self._told: datetime | None = None

    def now(self) -> datetime:
        """The moment it is."""
        return datetime.now(UTC) + (self._shift if self._path is None else self._read(self._path))

    def tell_next(self, due: datetime | None) -> None:
        """Write beside the file when we have something to say next, so that whoever moves the clock can jump there."""
        if self._path is None or (due is not None and due == self._told):
            return
        self._told = due
        target = self._path.with_name(self._path.name + ".next")
        if due is None:
            # Also what an earlier run of ours left there.
            target.unlink(missing_ok=True)
            return
        beside = target.with_name(target.name + ".new")
        beside.write_text(f"{due.timestamp():.6f}\n")
        beside.replace(target)

    def _read(self, path: Path) -> timedelta:
        try:
            stat = os.stat(path)
        except FileNotFoundError:
            return self._shift
        stamp = (stat.st_mtime_ns, stat.st_ino, stat.st_size)
        if stamp != self._stamp:
            self._stamp, self._shift = stamp, _seconds(path, self._shift)
        return self._shift


class Steps:
    """Notices when the machine's clock is set, which the scheduler does not."""

    def __init__(self) -> None:
        self._apart = time.time() - time.monotonic()

    def stepped(self) -> bool:
        """Whether the clock was set since the last look."""
        before, self._apart = self._apart, time.time() - time.monotonic()
        return abs(self._apart - before) > STEP


def _seconds(path: Path, otherwise: timedelta) -> timedelta:
    try:
        return timedelta(seconds=float(path.read_text()))
    except (ValueError, OverflowError):
        return otherwise
