"""How fast we speak: a little under Telegram's limits, with those who wait for an answer before those who do not."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from enum import Enum, auto
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

# What makes something appear in a chat. Telegram counts neither presses let go nor what is asked and set.
PACED = ("send", "edit", "copy", "forward", "delete")
BURST = 5
MANY_CHATS = 1024


class Haste(Enum):
    """Who goes first: somebody who waits for an answer, what cannot wait till morning, or all the rest."""

    ANSWER = auto()
    URGENT = auto()
    BULK = auto()


class Pace(BaseRateLimiter[Haste]):
    """One slot after another for everything, a second a message in each chat, and silence where it was asked for."""

    def __init__(self, per_second: float) -> None:
        self._slots = AsyncLimiter(1, 1 / per_second)
        self._bulk, self._unasked = asyncio.Lock(), asyncio.Lock()
        self._chats: dict[int, AsyncLimiter] = {}
        self._silent_until: dict[int | None, float] = {}
        self._refused_last: int | None = None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Haste | None,
    ) -> Any:
        """Wait for a slot, then call; where Telegram asked for silence, say so without a call."""
        chat = data.get("chat_id")
        if not isinstance(chat, int) or not endpoint.startswith(PACED):
            return await callback(*args, **kwargs)
        self._keep_silence(chat)
        await self._slot(chat, rate_limit_args or Haste.ANSWER)
        try:
            result = await callback(*args, **kwargs)
        except RetryAfter as refusal:
            self._note_refusal(chat, seconds(refusal))
            raise
        self._refused_last = None
        return result

    async def _slot(self, chat: int, haste: Haste) -> None:
        await self._chat(chat).acquire()
        if haste is Haste.ANSWER:
            await self._slots.acquire()
            return
        # Of all that nobody has asked for only one waits in the row, so an answer never waits behind more than that:
        # not even when everybody learns at once that tonight is cancelled.
        if haste is Haste.URGENT:
            async with self._unasked:
                await self._slots.acquire()
            return
        async with self._bulk, self._unasked:
            await self._slots.acquire()

    def _chat(self, chat: int) -> AsyncLimiter:
        if len(self._chats) > MANY_CHATS:
            self._chats = {id: limiter for id, limiter in self._chats.items() if not limiter.has_capacity(BURST)}
        return self._chats.setdefault(chat, AsyncLimiter(BURST, BURST))

    def _keep_silence(self, chat: int) -> None:
        now = asyncio.get_running_loop().time()
        self._silent_until = {who: until for who, until in self._silent_until.items() if until > now}
        until = max(self._silent_until.get(chat, now), self._silent_until.get(None, now))
        if until > now:
            raise RetryAfter(timedelta(seconds=until - now))

    def _note_refusal(self, chat: int, wait: float) -> None:
        """Keep silence in this chat; when a second chat is refused right after, in all of them."""
        everywhere = self._refused_last not in (None, chat)
        self._silent_until[None if everywhere else chat] = asyncio.get_running_loop().time() + wait
        self._refused_last = chat


def seconds(refusal: RetryAfter) -> float:
    """How long Telegram wants us to wait."""
    wait = refusal.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
