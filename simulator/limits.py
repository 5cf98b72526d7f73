"""Telegram's flood limits, as far as they are known: bursts pass, then 429 says how long to wait."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from simulator.refusals import flood


@dataclass
class Window:
    """At most `most` in any `seconds`."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return self.times[0] + self.seconds - now if len(self.times) >= self.most else 0.0

    def count(self, now: float) -> None:
        self.times.append(now)


@dataclass
class Bucket:
    """One a second on average, with a burst."""

    burst: int
    level: float = 0.0
    at: float = 0.0

    def wait(self, now: float) -> float:
        self.level = max(0.0, self.level - (now - self.at))
        self.at = now
        return max(0.0, self.level + 1 - self.burst)

    def count(self, now: float) -> None:
        self.level += 1


class Limits:
    """Counts what is sent in real time: pacing is about the wire, not about the clock in the story."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._now = monotonic
        self._all = Window(30, 1.0)
        self._chats: defaultdict[int, Bucket] = defaultdict(lambda: Bucket(20))
        self._groups: defaultdict[int, Window] = defaultdict(lambda: Window(20, 60.0))

    def count(self, chat_id: int) -> None:
        """Count one message to the chat, or refuse it."""
        now = self._now()
        meters = (self._all, self._chats[chat_id] if chat_id > 0 else self._groups[chat_id])
        wait = max(meter.wait(now) for meter in meters)
        if wait > 0:
            raise flood(math.ceil(wait))
        for meter in meters:
            meter.count(now)
