"""Runs the house until it is told to stop: takes in, handles, ticks."""

import asyncio
import gc
import signal
from collections.abc import Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.clock import Steps
from bot.house import House
from bot.intake import LONGEST_POLL
from bot.lock import file_lock, server_lock
from bot.logs import watch_loop
from bot.profile import introduce
from bot.reports import Mishap
from bot.settings import Settings
from bot.ticker import Ticker
from bot.wiring import close_house, open_house

T = TypeVar("T")
GRACE = 10.0
LONGEST_BACKOFF = 30.0
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
UNKNOWN_TOKEN = "Telegram does not know this NABOBOT_TOKEN: ask @BotFather for the one in force"

log = structlog.get_logger(__name__)


class Stopped(Mishap):
    """The house cannot go on; the message says why."""


async def run(settings: Settings) -> None:
    """Run until a signal comes; raise Stopped when it cannot go on."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    watch_loop(loop)
    for number in SIGNALS:
        loop.add_signal_handler(number, told.set)
    with file_lock(settings):
        house = await unless(told, _opened(settings))
        if house is None:
            return
        # From here on garbage is looked for, but not in what was loaded.
        gc.freeze()
        gc.enable()
        try:
            async with server_lock(house.database):
                await Loops(house, told).run()
        finally:
            await close_house(house)


async def _opened(settings: Settings) -> House:
    """Open the house, as soon as Telegram can be reached."""
    wait = 1.0
    while True:
        try:
            return await open_house(settings)
        except InvalidToken:
            raise Stopped(UNKNOWN_TOKEN) from None
        except TelegramError as problem:
            log.warning("telegram_unreachable", problem=type(problem).__name__, again_in=wait)
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_BACKOFF)


class Loops:
    """What goes on side by side while the house is open."""

    def __init__(self, house: House, told: asyncio.Event) -> None:
        self.house, self.told = house, told
        self.ticker = Ticker(house.bot, house.begin_tick)
        self._steps = Steps()
        self._failures = 0

    async def run(self) -> None:
        """Take in, handle and tick until told to stop, then finish what was begun."""
        house = self.house
        await house.wake()
        handling = asyncio.create_task(self._handle())
        introducing = asyncio.create_task(introduce(house.bot, house.services))
        await self.ticker.start()
        log.info("open", bot=house.services.bot_username)
        try:
            await self._poll()
        finally:
            self.told.set()
            house.work.set()
            introducing.cancel()
            await self.ticker.stop()
            await handling
            await self._finish()

    async def _poll(self) -> None:
        while not self.told.is_set():
            try:
                updates = await unless(self.told, self.house.intake.fetch(LONGEST_POLL))
                if updates is None:
                    return
                silence = self.house.intake.silence
                await self.house.keep(updates)
                await self._heard_again(silence)
            except InvalidToken:
                raise Stopped(UNKNOWN_TOKEN) from None
            except Exception as problem:
                await self._not_heard(problem)
            if self._steps.stepped():
                log.warning("clock_was_set")
                self.ticker.wind()

    async def _heard_again(self, silence: timedelta) -> None:
        """After a time without Telegram, presses are lost just as after a time without us."""
        self._failures = 0
        now = self.house.now()
        await self.house.waking.after_a_gap(now - silence, now)

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

    async def _handle(self) -> None:
        """Handle whatever waits, for as long as the house is open; at first what waited before it opened."""
        house, wait = self.house, 1.0
        house.work.set()
        while not self.told.is_set():
            await house.work.wait()
            try:
                await house.handle()
                if house.answers.crowded:
                    await house.answers.drain()
                wait = 1.0
            except Exception:
                log.exception("handling_failed", again_in=wait)
                await unless(self.told, asyncio.sleep(wait))
                wait = min(wait * 2, LONGEST_BACKOFF)
                house.work.set()

    async def _finish(self) -> None:
        """See what was begun to its end, for as long as whoever stops us has patience."""
        self.house.outgoing.stopping = True
        try:
            async with asyncio.timeout(GRACE):
                while await self.house.handle():
                    continue
                await self.house.drain()
        except Exception as problem:
            log.warning("closed_in_haste", exc_info=problem)
        log.info("closed")


async def unless(told: asyncio.Event, doing: Coroutine[Any, Any, T]) -> T | None:
    """Do something, unless we are told to stop before it is done."""
    task, waiting = asyncio.create_task(doing), asyncio.create_task(told.wait())
    try:
        await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        waiting.cancel()
        task.cancel()
        await asyncio.wait((task,))
