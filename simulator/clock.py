"""The one clock of the local Telegram: real time plus an offset that a file carries to whoever else runs under it."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """Tells the time; with `start` it stands still there until it is moved."""

    def __init__(self, path: Path | None = None, *, start: datetime | None = None) -> None:
        self.path = path
        self.listeners: list[Callable[[], None]] = []
        self._still = start.astimezone(UTC) if start else None
        self._offset = self._read("") or 0.0
        if start is not None:
            self._write()

    @property
    def frozen(self) -> bool:
        return self._still is not None

    def now(self) -> datetime:
        """The moment it is, aware and in UTC."""
        if self._still is not None:
            return self._still
        return datetime.fromtimestamp(time.time() + self._offset, UTC)

    def jump(self, by: timedelta) -> None:
        if self._still is not None:
            self._still += by
        else:
            self._offset += by.total_seconds()
        self._write()
        for moved in self.listeners:
            moved()

    def move_to(self, moment: datetime) -> None:
        self.jump(moment - self.now())

    @property
    def next_due(self) -> datetime | None:
        """When something is due next, as written by whoever runs under this clock."""
        due = self._read(".next")
        return None if due is None else datetime.fromtimestamp(due, UTC)

    def _read(self, suffix: str) -> float | None:
        if self.path is None:
            return None
        try:
            return float(Path(f"{self.path}{suffix}").read_text())
        except (FileNotFoundError, ValueError):
            return None

    def _write(self) -> None:
        if self.path is None:
            return
        offset = self._offset if self._still is None else self._still.timestamp() - time.time()
        beside = self.path.with_name(self.path.name + ".new")
        beside.write_text(f"{offset:.6f}\n")
        os.replace(beside, self.path)
