"""People who walk the booking conversation: each taps what she sees, as soon as she sees it."""

import asyncio
import random
import re
import time
from collections.abc import Callable
from itertools import count
from typing import Any

from benchmarks.server import Server, Shown

PATIENCE = 60.0
MOST_TAPS = 40
# What she taps, by what the button carries: of all that is on the screen, the first kind in this list that is there.
WANTED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(^|:)summary:(on|send)$",
        r"(^|:)name:none$",
        r"(^|:)needs:on$",
        r"(^|:)time:\d",
        r"(^|:)day:\d",
        r"(^|:)way:book$",
        r"(^|:)topic:[a-z]",
        r"^talk:new$",
        r"^talk$",
        r"^lang:en$",
    )
)
# Where somebody goes who only looks around: from the languages to the hall, on to the talks, and back.
AROUND = ("lang:en", "talk", "home")
START = {"text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}


class Lost(Exception):
    """Somebody stands before a screen that leads nowhere, or before none at all."""


class People:
    """Everybody who talks to one bot, and how long each of them waited for each answer."""

    def __init__(self, seed: int) -> None:
        self.server = Server(self._see)
        self._ids = count(1_000_000)
        self._presses = count(1)
        self._chance = random.Random(seed)
        self._looking: dict[int, asyncio.Future[Shown]] = {}
        self.waits: list[float] = []

    async def converse(self, at_once: int, each: int) -> list[float]:
        """So many people side by side hold so many conversations, each as a newcomer; give back every wait."""
        self.waits = []
        await asyncio.gather(*(self._converse(each) for _ in range(at_once)))
        return self.waits

    async def _converse(self, times: int) -> None:
        for _ in range(times):
            await self._book(next(self._ids))

    async def _book(self, chat: int) -> None:
        user = {"id": chat, "is_bot": False, "first_name": "Amina", "language_code": "en"}
        shown = await self._say(chat, self._start(user))
        for _ in range(MOST_TAPS):
            if shown.file:
                return
            shown = await self._say(chat, self._tap(user, shown))
        raise Lost(f"still not booked after {MOST_TAPS} taps; the last buttons carry {shown.taps}")

    async def stroll(self, at_once: int, pause: float, goes_on: Callable[[], bool]) -> list[float]:
        """So many newcomers look around, at the pace at which people tap, for as long as told; give back every wait."""
        self.waits = []
        await asyncio.gather(*(self._stroll(next(self._ids), pause, goes_on) for _ in range(at_once)))
        return self.waits

    async def _stroll(self, chat: int, pause: float, goes_on: Callable[[], bool]) -> None:
        user = {"id": chat, "is_bot": False, "first_name": "Amina", "language_code": "en"}
        shown = await self._say(chat, self._start(user))
        while goes_on():
            # Nobody taps at the same beat as anybody else.
            await asyncio.sleep(pause * self._chance.uniform(0.7, 1.3))
            tap = next(tap for tap in AROUND if tap in shown.taps)
            shown = await self._say(chat, self._tap(user, shown, tap))

    async def _say(self, chat: int, content: dict[str, Any]) -> Shown:
        self._looking[chat] = asyncio.get_running_loop().create_future()
        before = time.perf_counter()
        self.server.send(content)
        try:
            shown = await asyncio.wait_for(self._looking[chat], PATIENCE)
        except TimeoutError:
            raise Lost(f"no answer within {PATIENCE:.0f} s to {content}") from None
        self.waits.append(time.perf_counter() - before)
        return shown

    def _see(self, chat: int, shown: Shown) -> None:
        waiting = self._looking.get(chat)
        if waiting is not None and not waiting.done():
            waiting.set_result(shown)

    def _start(self, user: dict[str, Any]) -> dict[str, Any]:
        chat = {"id": user["id"], "type": "private", "first_name": user["first_name"]}
        about = {"message_id": next(self._presses), "date": int(time.time()), "chat": chat, "from": user}
        return {"message": {**about, **START}}

    def _tap(self, user: dict[str, Any], shown: Shown, tap: str | None = None) -> dict[str, Any]:
        about = {"id": str(next(self._presses)), "from": user, "chat_instance": "1", "message": shown.message}
        return {"callback_query": {**about, "data": tap or self._choose(shown)}}

    def _choose(self, shown: Shown) -> str:
        for wanted in WANTED:
            fitting = [tap for tap in shown.taps if wanted.search(tap)]
            if fitting:
                # Chance, so that not everybody wants the same hour.
                return self._chance.choice(fitting)
        raise Lost(f"no way on from {shown.taps}")
