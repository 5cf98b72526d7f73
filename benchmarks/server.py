"""A loopback Bot API server that does as little as it can, so that the bot's work is what is measured."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count, islice
from typing import Any

from aiohttp import web

HOST = "127.0.0.1"
BOT = {"id": 1, "is_bot": True, "first_name": "Nabohuset", "username": "bench_bot"}
NO_WEBHOOK = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
MOST = 100
# The calls that people notice; the two bots must make equally many of them.
SAYING = ("send", "edit", "answer")

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A message with buttons as it stands in a chat; a file says that the conversation is over."""

    message: Raw
    taps: tuple[str, ...]
    file: bool


class Server:
    """Hands out updates, takes what the bot says, and tells `show` what people see."""

    def __init__(self, show: Callable[[int, Shown], None]) -> None:
        self._show = show
        self.said = 0
        # When each chat got its first message.
        self.told: dict[int, float] = {}
        self.polled = asyncio.Event()
        self.polled_at = 0.0
        self._waiting: deque[Raw] = deque()
        self._news = asyncio.Event()
        self._messages, self._updates = count(1), count(1)
        self._runner = web.ServerRunner(web.Server(self._answer, handler_cancellation=True), shutdown_timeout=0)

    async def start(self) -> str:
        """Listen on a free port; give back the address."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, 0)
        await site.start()
        return f"http://{HOST}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Listen no more."""
        await self._runner.cleanup()

    def send(self, content: Raw) -> None:
        """Put an update where the bot polls."""
        self._waiting.append({"update_id": next(self._updates), **content})
        self._news.set()

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        method = request.path.rsplit("/", 1)[-1]
        self.said += method.startswith(SAYING)
        result = await self._do(method, {**request.query, **await _given(request)})
        return web.Response(body=json.dumps({"ok": True, "result": result}).encode(), content_type="application/json")

    async def _do(self, method: str, given: Raw) -> Any:
        match method:
            case "getUpdates":
                return await self._poll(given)
            case "getMe":
                return BOT
            case "getWebhookInfo":
                return NO_WEBHOOK
            case "sendMessage" | "sendVenue" | "sendDocument" | "editMessageText":
                return self._said(method, given)
        return True

    async def _poll(self, given: Raw) -> list[Raw]:
        if not self.polled.is_set():
            self.polled_at = time.perf_counter()
            self.polled.set()
        offset = int(given.get("offset", 0))
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()
        if not self._waiting:
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), float(given.get("timeout", 0)))
        return list(islice(self._waiting, int(given.get("limit", MOST))))

    def _said(self, method: str, given: Raw) -> Raw:
        chat = int(given["chat_id"])
        self.told.setdefault(chat, time.perf_counter())
        message = {
            "message_id": int(given.get("message_id") or next(self._messages)),
            "date": int(time.time()),
            "from": BOT,
            "chat": {"id": chat, "type": "private", "first_name": "Amina"},
            **_content(method, given),
        }
        markup = given.get("reply_markup")
        if markup:
            message["reply_markup"] = keyboard = json.loads(markup) if isinstance(markup, str) else markup
            taps = tuple(button["callback_data"] for row in keyboard["inline_keyboard"] for button in row)
            self._show(chat, Shown(message, taps, method == "sendDocument"))
        return message


async def _given(request: web.BaseRequest) -> Raw:
    if request.content_type == "application/json":
        found: Raw = await request.json()
        return found
    return dict(await request.post())


def _content(method: str, given: Raw) -> Raw:
    if method == "sendDocument":
        return {"document": {"file_id": "file", "file_unique_id": "file", "file_name": "nabohuset.ics"}}
    if method == "sendVenue":
        place = {name: float(given[name]) for name in ("latitude", "longitude")}
        return {"venue": {"location": place, "title": given["title"], "address": given["address"]}}
    return {"text": given["text"]}
