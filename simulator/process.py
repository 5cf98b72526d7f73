"""The bot as a process of its own, which can be started, killed without warning, and is never left behind."""

import asyncio
import atexit
import ctypes
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1
_TAIL_BYTES = 8192


class BotProcess:
    """One program that is run again and again, with one log for all its runs."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], log: Path | None = None) -> None:
        self._argv, self._env = list(argv), dict(env)
        self._log = _open_log(log)
        self._process: asyncio.subprocess.Process | None = None
        self._run_began_at = 0
        self._turn = asyncio.Lock()
        self._ending = False
        self.ended_by_itself = False

    async def start(self) -> None:
        """Start the program, unless it runs already."""
        async with self._turn:
            if not self.running:
                await self._run()

    async def _run(self) -> None:
        self._run_began_at = self._log.seek(0, os.SEEK_END)
        self._ending = self.ended_by_itself = False
        self._process = await asyncio.create_subprocess_exec(
            *self._argv,
            env=self._env,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
            preexec_fn=_dies_with_parent(),
        )
        atexit.register(self._signal, signal.SIGKILL)
        self._watcher = asyncio.create_task(self._watch(self._process))

    async def kill(self) -> None:
        """End it as a power cut would: SIGKILL, nothing is tidied up."""
        await self._end(signal.SIGKILL)

    async def stop(self, grace: float = 5.0) -> None:
        """Ask it to end; after the grace, end it."""
        try:
            async with asyncio.timeout(grace):
                await self._end(signal.SIGTERM)
        except TimeoutError:
            await self._end(signal.SIGKILL)

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def exit_code(self) -> int | None:
        """Say how the last run ended (negative: by which signal), or None while it runs and before the first run."""
        return self._process.returncode if self._process else None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process and self.running else None

    def last_lines(self, count: int = 12) -> list[str]:
        """Read the end of what the last run wrote."""
        size = self._log.seek(0, os.SEEK_END)
        self._log.seek(max(self._run_began_at, size - _TAIL_BYTES))
        return self._log.read().decode(errors="replace").splitlines()[-count:]

    async def _end(self, number: signal.Signals) -> None:
        async with self._turn:
            if self._process is None:
                return
            self._ending = True
            self._signal(number)
            await asyncio.shield(self._watcher)

    def _signal(self, number: signal.Signals) -> None:
        """Reach the program and all it has started: they share its process group."""
        if self.running and self._process:
            os.killpg(self._process.pid, number)

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        await process.wait()
        self.ended_by_itself = not self._ending
        atexit.unregister(self._signal)
        _kill_group(process.pid)


def _open_log(log: Path | None) -> IO[bytes]:
    """Open the log so that the program appends to it; without a path it is a nameless file that vanishes with us."""
    return log.open("a+b") if log else tempfile.TemporaryFile("a+b")


def _kill_group(group: int) -> None:
    """End what the program has started and left behind."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _dies_with_parent() -> Callable[[], None] | None:
    """Make the child ask Linux to end it when we are killed; elsewhere only our orderly end is covered."""
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def in_child() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        # We may have died between the fork and the line above.
        if os.getppid() != parent:
            os._exit(1)

    return in_child
