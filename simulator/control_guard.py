"""Keeps the local Telegram to this machine: other sites in the visitor's browser can neither read nor press."""

import ipaddress
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

READS = frozenset({"GET", "HEAD", "OPTIONS"})
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # A page kept from an earlier version would speak to a newer server.
    "Cache-Control": "no-cache",
}


class LoopbackOnly:
    """Refuses what does not come from a page of our own or from a program on this machine."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        problem = objection(scope["method"], Headers(scope=scope))
        if problem:
            return await JSONResponse({"error": problem}, 403)(scope, receive, send)

        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(PAGE_HEADERS)
            await send(message)

        return await self.app(scope, receive, send_guarded)


def objection(method: str, headers: Headers) -> str | None:
    """Say what is wrong: a foreign name for this machine (DNS rebinding), or a change asked for by another site."""
    host = headers.get("host", "")
    if not is_loopback(host):
        return f"only for this machine: the address must be 127.0.0.1 or localhost, not {host or 'empty'}"
    origin = headers.get("origin")
    if method not in READS and origin is not None and origin != f"http://{host}":
        return f"only for our own page, not for one of {origin}"
    return None


def is_loopback(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
