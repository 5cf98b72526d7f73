"""A LibreTranslate server that the plan runs itself: which languages it knows, and what they say in Danish."""

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import structlog

from handlers.machine import NoTranslation
from locales.languages import LANGUAGES

INTO = "da"
WITHIN = aiohttp.ClientTimeout(total=10)
MOST_BYTES = 1_000_000
# What it knows changes when somebody works on it; one that does not answer is asked again sooner.
EVERY, AGAIN = timedelta(hours=1), timedelta(minutes=5)

log = structlog.get_logger(__name__)


class LibreTranslate:
    """Asks the server; nothing is kept of what is asked and answered."""

    def __init__(self, url: str, key: str | None, now: Callable[[], datetime]) -> None:
        self._url, self._key, self._now = url, key, now
        self._sources: frozenset[str] = frozenset()
        self._next: datetime | None = None
        self._looking: asyncio.Task[None] | None = None

    def knows(self, language: str) -> bool:
        """Whether it translates from this language into Danish, as far as was heard."""
        return language != INTO and _code(language) in self._sources

    async def into_danish(self, texts: Sequence[str], language: str) -> list[str]:
        """The same texts in Danish; raises NoTranslation."""
        asked: dict[str, Any] = {"q": list(texts), "source": _code(language), "target": INTO, "format": "text"}
        if self._key:
            asked["api_key"] = self._key
        answer = await self._call("POST", "translate", json=asked)
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list) or len(found) != len(texts) or not all(isinstance(one, str) for one in found):
            raise NoTranslation("it answered something else")
        return found

    async def ask(self) -> None:
        """Ask what it knows; raises NoTranslation, and then it knows what it knew."""
        answer = await self._call("GET", "languages")
        try:
            self._sources = frozenset(str(one["code"]) for one in answer if INTO in one["targets"])
        except (TypeError, KeyError):
            raise NoTranslation("it answered something else") from None

    def look(self) -> None:
        """See what it knows, beside everything else, unless that was seen a short time ago."""
        if self._next is None or self._now() >= self._next:
            self._next = self._now() + EVERY
            self._looking = asyncio.create_task(self._look())

    async def looked(self) -> None:
        """Wait for that."""
        if self._looking is not None:
            await asyncio.wait([self._looking])

    def abandon(self) -> None:
        """Ask nothing more."""
        if self._looking is not None:
            self._looking.cancel()

    async def _look(self) -> None:
        try:
            await self.ask()
        except NoTranslation as problem:
            # Whoever taps meanwhile is told if it does not answer then either.
            log.warning("translator_silent", why=str(problem))
            self._next = self._now() + AGAIN

    async def _call(self, method: str, path: str, **given: Any) -> Any:
        try:
            async with (
                aiohttp.ClientSession(timeout=WITHIN) as session,
                # Words go where we were told to send them, and nowhere that answer leads.
                session.request(method, f"{self._url}/{path}", allow_redirects=False, **given) as response,
            ):
                if response.status != 200:
                    raise NoTranslation(f"it answered {response.status}")
                return json.loads(await _read(response))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, RecursionError) as problem:
            raise NoTranslation(type(problem).__name__) from None


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > MOST_BYTES:
            raise NoTranslation("it answered too much")
    return bytes(body)


def _code(language: str) -> str:
    """What the server calls one of our languages: Dari is Persian to it."""
    known = LANGUAGES.get(language)
    return known.catalogue if known else language
