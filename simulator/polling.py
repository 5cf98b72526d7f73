"""getUpdates: one waiting poll, pacing of hasty ones, conflicts between two."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from simulator import spec
from simulator.parameters import Undecodable, Values
from simulator.refusals import Refusal, refused
from simulator.updates import NOT_BY_DEFAULT, Update

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram

MOST, LONGEST = 100, 50
PACE, HASTY = 3.0, 0.5
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "terminated by setWebhook request"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
KINDS = frozenset(field.name for field in spec.fields_of(spec.facts()["types"]["Update"])) - {"update_id"}


class Polls:
    """At most one poll waits at a time."""

    def __init__(self, telegram: LocalTelegram, *, hasty: bool) -> None:
        self._telegram = telegram
        self._hasty = hasty
        self._waiter: asyncio.Future[None] | None = None
        self._last: tuple[int, float] = (0, -PACE)
        self._last_conflict = -PACE
        self.subscribed = KINDS - NOT_BY_DEFAULT

    @property
    def waiting(self) -> bool:
        return self._waiter is not None and not self._waiter.done()

    async def answer(self, values: Values) -> list[Update]:
        queue = self._telegram.queue
        if self._telegram.webhook.url:
            await self.conflict(WEBHOOK_ACTIVE)
        self.subscribe(values.get("allowed_updates"))
        offset = values.get("offset", 0)
        limit, timeout = self.paced(offset, values)
        if queue.confirm(offset):
            self._telegram.touch()
        batch = queue.take(limit)
        # A poll that can be answered at once displaces nobody.
        if batch or timeout == 0:
            return batch
        self.end(OTHER_POLL)
        await self.wait(timeout)
        return queue.take(limit)

    async def wait(self, seconds: int) -> None:
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        self._telegram.touch()
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return
        except Refusal as ended:
            await self.conflict(ended.description.removeprefix("Conflict: "))
        finally:
            if self._waiter is waiter:
                self._waiter = None
            self._telegram.touch()

    def paced(self, offset: int, values: Values) -> tuple[int, int]:
        """How many and how long; the same offset again at once is served slowly."""
        limit = max(1, min(values.get("limit", MOST), MOST))
        timeout = max(0, min(values.get("timeout", 0), LONGEST))
        now = time.monotonic()
        (last_offset, last_at), self._last = self._last, (offset, now)
        if self._hasty and offset == last_offset:
            if now < last_at + PACE:
                timeout = max(timeout, int(PACE))
            if now < last_at + HASTY:
                limit = 1
        return limit, timeout

    async def conflict(self, reason: str) -> None:
        """Refuse; whoever keeps quarrelling is answered late."""
        now = time.monotonic()
        again = now < self._last_conflict + PACE
        self._last_conflict = now
        if self._hasty and again:
            await asyncio.sleep(PACE)
        raise refused(409, reason)

    def end(self, reason: str) -> None:
        """Send the waiting poll away with a conflict."""
        if self._waiter and not self._waiter.done():
            self._waiter.set_exception(refused(409, reason))
        self._waiter = None

    def wake(self) -> None:
        """Answer the waiting poll: something has come, or the server closes."""
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    def subscribe(self, given: Any) -> None:
        """Keep the previous choice unless a list is given; an empty or unknown one means the default."""
        if given is None or isinstance(given, Undecodable) or not isinstance(given, list):
            return
        wanted = {name.lower() for name in given if isinstance(name, str)} & KINDS
        self.subscribed = frozenset(wanted) or KINDS - NOT_BY_DEFAULT

    @property
    def chosen(self) -> list[str] | None:
        """The subscription where it is not the default."""
        return None if self.subscribed == KINDS - NOT_BY_DEFAULT else sorted(self.subscribed)
