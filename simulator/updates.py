"""The queue of what the bot has not confirmed yet: ids, lifetimes, offsets, and the same update twice."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from simulator.clock import Clock

Update = dict[str, Any]
FIRST_ID = 2_000_001
LARGEST_ID = 2**31 - 1
FUTURE = 10
MOST = 100_000
FORGETFUL = timedelta(days=7)
MESSAGE_LIFE = timedelta(hours=24)
PRESS_LIFE = timedelta(seconds=150)
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(eq=False)
class Pending:
    """An update that waits; `again` marks one that comes whatever the bot has confirmed."""

    update: Update
    expires_at: datetime
    lane: str
    again: bool = False

    @property
    def id(self) -> int:
        return int(self.update["update_id"])


class UpdateQueue:
    """Updates in the order they are to be handed out."""

    def __init__(self, clock: Clock, chance: Random) -> None:
        self._clock = clock
        self._chance = chance
        self._waiting: deque[Pending] = deque()
        self._confirmed_below = 0
        self._last_at = clock.now()
        self.next_id = chance.randint(FIRST_ID, LARGEST_ID // 2)
        self.issued: dict[int, Pending] = {}

    def waiting(self) -> list[Pending]:
        """What is neither confirmed nor expired."""
        now = self._clock.now()
        if any(pending.expires_at <= now for pending in self._waiting):
            self._waiting = deque(pending for pending in self._waiting if pending.expires_at > now)
        return list(self._waiting)

    def __len__(self) -> int:
        return len(self.waiting())

    def add(self, payload: Update, expires_at: datetime, lane: str) -> Pending:
        """Give the payload the next id; after a week of silence that may be any."""
        now = self._clock.now()
        if now - self._last_at > FORGETFUL and not self._waiting:
            self.next_id = self._chance.randint(FIRST_ID, LARGEST_ID // 2)
        self._last_at = now
        return self.put({"update_id": self.next_id, **payload}, expires_at, lane)

    def put(self, update: Update, expires_at: datetime, lane: str) -> Pending:
        """Queue an update that has its id already; one from the past comes at once, whatever was confirmed."""
        pending = Pending(update, expires_at, lane)
        pending.again = pending.id < self.next_id
        self.next_id = max(self.next_id, pending.id + 1)
        self.issued[pending.id] = pending
        if expires_at > self._clock.now() and len(self._waiting) < MOST:
            self._waiting.append(pending)
        return pending

    def repeat(self, update_id: int, as_id: int | None) -> Pending:
        """Queue once more what was queued before."""
        known = self.issued[update_id]
        update = {**known.update, "update_id": update_id if as_id is None else as_id}
        return self.put(update, self._clock.now() + MESSAGE_LIFE, known.lane)

    def confirm(self, offset: int) -> int:
        """Forget everything below the offset, or with a negative one all but the last; say how many went."""
        before = self.waiting()
        if offset < 0:
            kept = before[offset:]
        elif 0 < offset <= self.next_id + FUTURE:
            kept = [pending for pending in before if pending.again or pending.id >= offset]
        else:
            kept = before
        self._waiting = deque(kept)
        return len(before) - len(kept)

    def take(self, limit: int) -> list[Update]:
        """The next updates, each id once; those that come again are gone once handed out."""
        batch: dict[int, Update] = {}
        for pending in self.waiting():
            if len(batch) == limit:
                break
            if pending.id not in batch:
                batch[pending.id] = pending.update
                if pending.again:
                    self._waiting.remove(pending)
        return list(batch.values())

    def forget(self, pending: Pending) -> None:
        if pending in self._waiting:
            self._waiting.remove(pending)

    def clear(self) -> None:
        self._waiting.clear()
