"""The one job of the scheduler: to let the house do what is due, every few seconds."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram.ext import Application, ExtBot, Job

EVERY = 2.0
# A late tick is better than none, and ten late ones are one.
KIND = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}

Tick = Callable[[], Awaitable[None]]
log = structlog.get_logger(__name__)


class Ticker:
    """Ticks by the machine's clock, which can be set: whoever notices that must wind us anew."""

    def __init__(self, bot: ExtBot[Any], tick: Tick) -> None:
        self._application = Application.builder().bot(bot).updater(None).build()
        self._tick = tick
        self._job: Job[Any] | None = None

    async def start(self) -> None:
        """Begin to tick."""
        assert self._application.job_queue is not None
        await self._application.job_queue.start()
        self.wind()

    def wind(self) -> None:
        """Tick from now on, whatever the clock said before."""
        assert self._application.job_queue is not None
        if self._job is not None:
            self._job.schedule_removal()
        self._job = self._application.job_queue.run_repeating(self._run, EVERY, first=0, job_kwargs=KIND)

    async def stop(self) -> None:
        """Tick no more."""
        assert self._application.job_queue is not None
        await self._application.job_queue.stop(wait=False)

    async def _run(self, _context: object) -> None:
        try:
            await self._tick()
        except Exception:  # The next tick tries again.
            log.exception("tick_failed")
