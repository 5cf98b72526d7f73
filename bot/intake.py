"""Takes updates from Telegram into the inbox; only what is committed is ever confirmed."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from telegram.ext import ExtBot
from telegram.request import RequestData

from bot.wire import Call
from handlers.incoming import Arrived, Incoming, read_update
from storage import inbox
from storage.engine import Database
from storage.outages import is_outage

MOST = 100
# A poll takes so long at most; the answer to it may take a little more.
LONGEST_POLL = 25
ANSWER_WITHIN = 15
KINDS = ["message", "callback_query", "my_chat_member"]
REMEMBERED = 1000
NO_LETTER = 0
ANSWERED = frozenset(Arrived) - {Arrived.BLOCKED, Arrived.RETURNED, Arrived.ELSEWHERE}

Raw = dict[str, Any]
Now = Callable[[], datetime]
AnswerNow = Callable[[Incoming], Awaitable[bool]]
AskToWait = Callable[[Incoming], None]
log = structlog.get_logger(__name__)


class Intake:
    """Knows how far Telegram's updates are safe with us."""

    def __init__(
        self, bot: ExtBot[Any], database: Database, now: Now, help_now: AnswerNow, ask_to_wait: AskToWait
    ) -> None:
        self.bot, self.database, self.now = bot, database, now
        self.help_now, self.ask_to_wait = help_now, ask_to_wait
        self._heard: float | None = None
        self._offset = 0
        self._helped: deque[int] = deque(maxlen=REMEMBERED)
        # Who was asked to wait in this outage: once is enough.
        self._waiting: set[int] = set()

    async def fetch(self, wait: int) -> list[Raw]:
        """Ask Telegram for updates, which confirms those before."""
        asked = {"offset": self._offset, "limit": MOST, "timeout": wait, "allowed_updates": KINDS}
        call = cast(RequestData, Call("getUpdates", asked))
        within = wait + ANSWER_WITHIN
        found: Any = await self.bot.request.post(f"{self.bot.base_url}/getUpdates", call, read_timeout=within)
        return [raw for raw in map(numbered, found) if raw is not None]

    async def keep(self, updates: list[Raw]) -> int:
        """Keep updates in the inbox, and only then let the next question confirm them; say how many are new."""
        letters = [raw for raw in updates if not await self._helped_now(raw)]
        new = await self._receive(letters) if letters else 0
        if updates:
            # The newest is the last one, not the greatest: after a quiet week Telegram counts from anywhere.
            self._offset = updates[-1]["update_id"] + 1
        return new

    async def _receive(self, letters: list[Raw]) -> int:
        try:
            async with self.database.transaction() as tx:
                new = await inbox.receive(tx, _rows(letters), self.now())
        except Exception as problem:
            if is_outage(problem):
                self._ask_to_wait(letters)
            raise
        self._waiting.clear()
        return new

    def _ask_to_wait(self, letters: list[Raw]) -> None:
        """Nothing is lost, for Telegram keeps it until we have it; but nobody shall be met with silence."""
        for incoming in filter(None, map(self._read, letters)):
            if incoming.arrived in ANSWERED and incoming.sender not in self._waiting:
                self._waiting.add(incoming.sender)
                self.ask_to_wait(incoming)

    def note_contact(self) -> None:
        """Telegram can reach us, or we it."""
        self._heard = asyncio.get_running_loop().time()

    @property
    def silence(self) -> timedelta:
        """For how long we have had nothing from Telegram, by a clock that nobody moves."""
        heard, now = self._heard, asyncio.get_running_loop().time()
        return timedelta(seconds=now - heard) if heard is not None else timedelta()

    async def _helped_now(self, raw: Raw) -> bool:
        """Whoever needs help now gets it before anything else, with the database or without it, and leaves no trace."""
        if raw["update_id"] in self._helped:
            return True
        incoming = self._read(raw)
        if incoming is None or not await self.help_now(incoming):
            return False
        self._helped.append(raw["update_id"])
        return True

    def _read(self, raw: Raw) -> Incoming | None:
        try:
            return read_update(NO_LETTER, raw)
        except Exception:  # What cannot be read now is kept, tried again and then parked.
            log.warning("update_unreadable", update=raw["update_id"], exc_info=True)
            return None


def _rows(updates: Iterable[Raw]) -> Iterator[tuple[int, int | None, str]]:
    return ((raw["update_id"], sender_of(raw), json.dumps(raw)) for raw in updates)


def sender_of(raw: Raw) -> int | None:
    """Who sent an update, as far as it says so."""
    for content in raw.values():
        sender = content.get("from") if isinstance(content, dict) else None
        if isinstance(sender, dict) and (number := _number(sender.get("id"))) is not None:
            return number
    return None


def numbered(raw: Any) -> Raw | None:
    """An update with its number; nothing for what has none, for nobody could confirm that."""
    number = _number(raw.get("update_id")) if isinstance(raw, dict) else None
    return None if number is None else {**raw, "update_id": number}


def _number(value: Any) -> int | None:
    """A number, be it written as one or, as some servers do, as text."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if isinstance(value, int) else None
