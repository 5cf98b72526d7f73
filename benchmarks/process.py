"""A bot in a process of its own, measured from outside: what the kernel says it used."""

import asyncio
import os
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
# User and system time in /proc/<pid>/stat, counted from behind the process' name.
USER, SYSTEM = 11, 12
STOP_WITHIN = 15.0
LAST_WORDS = 2000


class Running:
    """One running process."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path, spawned_at: float) -> None:
        self._process, self._log, self.spawned_at = process, log, spawned_at
        self._proc = Path("/proc") / str(process.pid)

    @property
    def ended(self) -> bool:
        """Whether it is no more, which it should be only when it is told."""
        return self._process.returncode is not None

    def cpu(self) -> float:
        """Seconds of processor time so far, user and system, all threads."""
        fields = (self._proc / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[USER]) + int(fields[SYSTEM])) / TICKS

    def peak(self) -> float:
        """The most memory it ever held, in megabytes."""
        lines = (self._proc / "status").read_text().splitlines()
        line = next(line for line in lines if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024

    def last_words(self) -> str:
        """The end of what it wrote."""
        return self._log.read_text(errors="replace")[-LAST_WORDS:]

    def poke(self) -> None:
        """Tell it that what is to be looked at begins now."""
        self._process.send_signal(signal.SIGUSR1)

    async def wait(self) -> None:
        """Wait until it is no more."""
        await self._process.wait()

    async def stop(self) -> None:
        """Ask it to end, as an init system would; insist when it does not listen."""
        if self.ended:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self.wait(), STOP_WITHIN)
        except TimeoutError:
            self._process.kill()
            await self.wait()


async def spawn(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Running:
    """Start a process in a folder; what it says goes into a file there."""
    log = folder / "log.txt"
    with log.open("ab") as out:
        spawned_at = time.perf_counter()
        process = await asyncio.create_subprocess_exec(*command, env=environment, cwd=folder, stdout=out, stderr=out)
    return Running(process, log, spawned_at)
