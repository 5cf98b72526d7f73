"""A server that speaks LibreTranslate's JSON, with faults to order; it translates words into capitals."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

KEY = "a-key-of-the-plan"


@dataclass
class Machine:
    """What it knows, what it was asked, and how it answers next."""

    targets: dict[str, list[str]] = field(default_factory=lambda: {"ar": ["da", "en"], "en": ["ar", "da"]})
    asked: list[dict[str, Any]] = field(default_factory=list)
    looked: int = 0
    # Instead of an answer: a status, or words that are sent as they are.
    fault: int | str | None = None
    # Where it is set the answer waits.
    holds: asyncio.Event | None = None
    address: str = ""

    @property
    def words(self) -> str:
        """Everything that ever reached it."""
        return json.dumps(self.asked, ensure_ascii=False)

    async def languages(self, _: web.Request) -> web.StreamResponse:
        self.looked += 1
        listed = [{"code": code, "name": code, "targets": to} for code, to in self.targets.items()]
        return await self._answer(listed)

    async def translate(self, request: web.Request) -> web.StreamResponse:
        given = await request.json()
        self.asked.append(given)
        if given.get("api_key") != KEY:
            return web.json_response({"error": "Invalid API key"}, status=403)
        if given["target"] not in self.targets.get(given["source"], ()):
            return web.json_response({"error": f"{given['source']} is not supported"}, status=400)
        return await self._answer({"translatedText": [text.upper() for text in given["q"]]})

    async def _answer(self, answer: Any) -> web.StreamResponse:
        if self.holds is not None:
            await self.holds.wait()
        if isinstance(self.fault, int):
            return web.json_response({"error": "no"}, status=self.fault, headers={"Location": f"{self.address}/else"})
        return web.Response(text=self.fault or json.dumps(answer), content_type="application/json")


@asynccontextmanager
async def serving(machine: Machine) -> AsyncIterator[None]:
    """The server on a port of its own."""
    app = web.Application()
    app.add_routes([web.get("/languages", machine.languages), web.post("/translate", machine.translate)])
    async with TestServer(app, host="127.0.0.1") as server:
        machine.address = str(server.make_url("")).rstrip("/")
        yield
        if machine.holds is not None:
            machine.holds.set()
