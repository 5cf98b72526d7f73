"""Asks Telegram for updates, again and again, and says what is the matter when none come."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.ending import UNKNOWN_TOKEN, Stopped, unless
from bot.house import House
from bot.intake import LONGEST_POLL

LONGEST_BACKOFF = 30.0

log = structlog.get_logger(__name__)


class Polling:
    """One question after another; `answered` is called after each."""

    def __init__(self, house: House, told: asyncio.Event, answered: Callable[[], None]) -> None:
        self.house, self.told, self.answered = house, told, answered
        self._failures = 0

    async def run(self) -> None:
        """Ask until told to stop; raise Stopped when nobody will answer any more."""
        while not self.told.is_set():
            try:
                updates = await unless(self.told, self.house.intake.fetch(LONGEST_POLL))
                if updates is None:
                    return
                await self.house.keep(updates)
                await self.house.heard()
                self._failures = 0
            except InvalidToken:
                raise Stopped(UNKNOWN_TOKEN) from None
            except Exception as problem:
                await self._not_heard(problem)
            self.answered()

    async def _not_heard(self, problem: Exception) -> None:
        """Say what is the matter, and wait a little longer each time."""
        self._failures += 1
        wait = min(0.5 * (1 << min(self._failures, 8)), LONGEST_BACKOFF)
        if isinstance(problem, Conflict):
            await self._say_who_else(problem)
        elif isinstance(problem, TelegramError):
            log.warning("poll_failed", problem=type(problem).__name__, why=problem.message, again_in=wait)
        else:
            log.error("intake_failed", again_in=wait, exc_info=problem)
        await unless(self.told, asyncio.sleep(wait))

    async def _say_who_else(self, problem: Conflict) -> None:
        if "webhook" not in problem.message:
            log.error("somebody_else_polls", advice="stop the other program with this token, or get a new token")
            return
        # Whoever set it reads what families write: take it away, and say so loudly.
        log.error("foreign_webhook", advice="if nobody here set it, the token has leaked: get a new one")
        with suppress(TelegramError):
            await self.house.bot.delete_webhook()
