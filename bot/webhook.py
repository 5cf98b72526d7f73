"""Takes updates that Telegram posts to us: what is committed is answered with 200, anything else comes again."""

import asyncio
import hmac
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram.error import InvalidToken

from bot.calendar_feed import add_calendar
from bot.ending import UNKNOWN_TOKEN, Stopped, unless
from bot.house import House
from bot.intake import KINDS, numbered
from bot.settings import Settings

SECRET = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1 << 20
LOOK_AGAIN = 20.0

Raw = dict[str, Any]
log = structlog.get_logger(__name__)


class Porter:
    """Keeps what is posted at the same time in one transaction."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._waiting: list[tuple[Raw, asyncio.Future[None]]] = []
        self._keeping: asyncio.Task[None] | None = None

    async def keep(self, raw: Raw) -> None:
        """Keep one update; it is safe when this returns."""
        kept = asyncio.get_running_loop().create_future()
        self._waiting.append((raw, kept))
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep_all())
        await kept

    async def _keep_all(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            problem = await self._kept([raw for raw, _ in together])
            for _, kept in together:
                if not kept.done():
                    kept.set_exception(problem) if problem else kept.set_result(None)

    async def _kept(self, updates: list[Raw]) -> Exception | None:
        try:
            await self.house.keep(updates)
        except Exception as problem:
            log.exception("intake_failed")
            return problem
        return None


def post_box(house: House, settings: Settings) -> web.Application:
    """The addresses there are, for Telegram and for calendars; whoever does not know a secret is told nothing."""
    porter, secret = Porter(house), (settings.webhook_secret or "").encode()

    async def take(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(SECRET, "").encode(), secret):
            return web.Response(status=401)
        try:
            raw = numbered(await request.json())
        except ValueError:
            raw = None
        if raw is None:
            # It would come again and again, and never be anything else.
            log.warning("update_unreadable")
            return web.Response()
        try:
            await porter.keep(raw)
        except Exception:
            return web.Response(status=503)
        return web.Response()

    app = web.Application(client_max_size=LARGEST)
    app.router.add_post(urlsplit(settings.webhook_url or "").path or "/", take)
    add_calendar(app, house)
    return app


async def be_posted_to(house: House, settings: Settings, told: asyncio.Event, looked: Callable[[], None]) -> None:
    """Listen until told to stop, and see from time to time that Telegram still posts to us; `looked` is called then."""
    runner = web.AppRunner(post_box(house, settings), access_log=None)
    await runner.setup()
    try:
        await _open_door(runner, *settings.listen)
        while not told.is_set():
            await _look(house, settings)
            looked()
            await unless(told, asyncio.sleep(LOOK_AGAIN))
    finally:
        await runner.cleanup()


async def _open_door(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as problem:
        raise Stopped(f"NABOBOT_LISTEN: nobody can listen at {host}:{port} ({problem.strerror})") from None


async def _look(house: House, settings: Settings) -> None:
    try:
        await point_here(house, settings)
        await house.heard()
    except InvalidToken:
        raise Stopped(UNKNOWN_TOKEN) from None
    except Exception:
        log.exception("webhook_not_seen")


async def point_here(house: House, settings: Settings) -> None:
    """Let Telegram post to us, unless it does; if it posted to somebody else, say so loudly."""
    address = (await house.bot.get_webhook_info()).url
    if address == settings.webhook_url:
        return
    if address:
        log.error("foreign_webhook", advice="if nobody here set it, the token has leaked: get a new one")
    await house.bot.set_webhook(
        settings.webhook_url or "", secret_token=settings.webhook_secret, allowed_updates=KINDS, max_connections=40
    )
