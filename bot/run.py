"""Runs the house until it is told to stop: takes in, handles, ticks."""

import asyncio
import gc
import signal

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.clock import Steps
from bot.ending import UNKNOWN_TOKEN, Stopped, unless
from bot.house import House
from bot.lock import file_lock, server_lock
from bot.logs import watch_loop
from bot.polling import LONGEST_BACKOFF, Polling
from bot.profile import introduce
from bot.settings import Settings
from bot.ticker import Ticker
from bot.wiring import close_house, open_house

GRACE = 10.0
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

log = structlog.get_logger(__name__)


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
                await Loops(house, told, settings).run()
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

    def __init__(self, house: House, told: asyncio.Event, settings: Settings) -> None:
        self.house, self.told, self.settings = house, told, settings
        self.ticker = Ticker(house.bot, house.begin_tick)
        self._steps = Steps()

    async def run(self) -> None:
        """Take in, handle and tick until told to stop, then finish what was begun."""
        house = self.house
        await house.wake()
        handling = asyncio.create_task(self._handle())
        introducing = asyncio.create_task(introduce(house.bot, house.services))
        await self.ticker.start()
        log.info("open", bot=house.services.bot_username)
        try:
            await self._take_in()
        finally:
            self.told.set()
            house.work.set()
            introducing.cancel()
            await self.ticker.stop()
            await handling
            await self._finish()

    async def _take_in(self) -> None:
        if self.settings.webhook_url is None:
            await Polling(self.house, self.told, self._look_at_the_clock).run()
            return
        from bot.webhook import be_posted_to  # Not loaded where we ask ourselves.

        await be_posted_to(self.house, self.settings, self.told, self._look_at_the_clock)

    def _look_at_the_clock(self) -> None:
        if self._steps.stepped():
            log.warning("clock_was_set")
            self.ticker.wind()

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
