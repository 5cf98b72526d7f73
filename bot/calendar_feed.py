"""Gives members of staff their calendars over the web, each under a secret address of her own."""

import re

import structlog
from aiohttp import web

from bot.house import House
from handlers.staff import feed

# Nothing of it may stay in what lies between us and her calendar.
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
SHAPE = re.compile(r"[A-Za-z0-9_-]{32}")

log = structlog.get_logger(__name__)


def add_calendar(app: web.Application, house: House) -> None:
    """Let the web server give calendars; whatever is not one is answered alike."""

    async def give(request: web.Request) -> web.Response:
        token = request.match_info["token"]
        try:
            content = await _calendar(house, token) if SHAPE.fullmatch(token) else None
        except Exception:
            # The library's own log would tell the address.
            log.exception("calendar_failed")
            return web.Response(status=503, headers=HEADERS)
        if content is None:
            return web.Response(status=404, headers=HEADERS)
        return web.Response(body=content, content_type="text/calendar", charset="utf-8", headers=HEADERS)

    app.router.add_get(feed.FOLDER + "{token}.ics", give)


async def _calendar(house: House, token: str) -> bytes | None:
    async with house.database.transaction() as tx:
        return await feed.calendar_of(tx, house.services, token)
