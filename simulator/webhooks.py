"""Delivery of updates to the bot's web address, with retries that follow the clock."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict, deque
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from simulator.parameters import Values
from simulator.polling import WEBHOOK_SET
from simulator.posting import Outcome, post, posting
from simulator.refusals import bad_request
from simulator.updates import Pending

if TYPE_CHECKING:
    from datetime import datetime

    from simulator.telegram import LocalTelegram

SECRET = re.compile(r"[A-Za-z0-9_-]*")
LOOPBACK = re.compile(r"https?://(127(\.\d+){3}|localhost|\[::1\])(:\d+)?(/|$)")
MOST_CONNECTIONS, CONNECTIONS = 100, 40
GONE_FOR = timedelta(hours=23)


class Webhook:
    """The address updates are posted to; each lane, a chat or a person, gets them one at a time and in order."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self._telegram = telegram
        self._lanes: defaultdict[str, deque[Pending]] = defaultdict(deque)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._looks: list[asyncio.Event] = []
        self._gone_since: datetime | None = None
        self._last_error: dict[str, Any] = {}
        self.url = ""
        self.secret = ""
        self.connections = CONNECTIONS
        self.certified = False
        self._room = asyncio.Semaphore(CONNECTIONS)

    def set(self, values: Values) -> None:
        """Take a new address and what waits with it; none turns delivery off."""
        url, secret = values.get("url", ""), values.get("secret_token", "")
        self.check(url, secret)
        if values.get("drop_pending_updates"):
            self._telegram.queue.clear()
        self.stop()
        self.url, self.secret, self.certified = url, secret, bool(url and values.get("certificate"))
        self.connections = max(1, min(values.get("max_connections", CONNECTIONS), MOST_CONNECTIONS))
        self._room = asyncio.Semaphore(self.connections)
        self._last_error, self._gone_since = {}, None
        self._telegram.polls.subscribe(values.get("allowed_updates"))
        if url:
            self._telegram.polls.end(WEBHOOK_SET)
            for pending in self._telegram.queue.waiting():
                self.push(pending)

    def check(self, url: str, secret: str) -> None:
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if url and not LOOPBACK.match(url):
            if not url.startswith("https://"):
                raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
            raise NotImplementedError("webhooks that leave this machine")

    def stop(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        self._lanes.clear()

    def push(self, pending: Pending) -> None:
        """Put an update into its lane and see that somebody delivers it."""
        if not self.url:
            return
        self._lanes[pending.lane].append(pending)
        if pending.lane not in self._tasks:
            task = asyncio.get_running_loop().create_task(self.deliver(pending.lane))
            self._tasks[pending.lane] = task

    @property
    def resting(self) -> bool:
        """Whether a lane waits before it tries again."""
        return bool(self._looks)

    def look(self) -> None:
        """The clock has moved: whoever waits for a retry looks at it again."""
        for event in self._looks:
            event.set()

    async def deliver(self, lane: str) -> None:
        """Post one lane's updates until none is left."""
        waiting = self._lanes[lane]
        async with posting() as session:
            while waiting:
                await self.bring(session, waiting[0])
                waiting.popleft()
            # Before the session closes, which takes a moment in which more may come.
            del self._lanes[lane], self._tasks[lane]

    async def bring(self, session: Any, pending: Pending) -> None:
        """Try until the update is taken or expires: again at once, then after 2, 4, 8 … seconds."""
        attempts = 0
        while pending.expires_at > self._telegram.clock.now():
            async with self._room:
                outcome = await post(session, self.url, self.secret, pending.update)
            if outcome.taken:
                await self.confirm(pending, outcome)
                break
            attempts += 1
            self.failed(outcome)
            await self.pause(self.wait_after(attempts, outcome))

    async def confirm(self, pending: Pending, outcome: Outcome) -> None:
        self._gone_since = None
        self._telegram.queue.forget(pending)
        self._telegram.touch()
        if outcome.method:
            await self._telegram.call(outcome.method, outcome.parameters)

    def failed(self, outcome: Outcome) -> None:
        """Remember the failure; an address that says 410 for 23 hours is given up."""
        now = self._telegram.clock.now()
        self._last_error = {"last_error_date": int(now.timestamp()), "last_error_message": outcome.problem}
        self._gone_since = (self._gone_since or now) if outcome.status == 410 else None
        if self._gone_since and now - self._gone_since >= GONE_FOR:
            self.url = ""
            self.stop()
        self._telegram.touch()

    def wait_after(self, attempts: int, outcome: Outcome) -> timedelta:
        if outcome.retry_after is not None:
            return timedelta(seconds=min(outcome.retry_after, 3600))
        backoff = 0 if attempts == 1 else 2 ** min(attempts - 1, 10)
        return timedelta(seconds=min(backoff, self._telegram.chance.uniform(60, 120)))

    async def pause(self, wait: timedelta) -> None:
        """Let so much time pass on the clock, which may also jump."""
        clock = self._telegram.clock
        until = clock.now() + wait
        event = asyncio.Event()
        self._looks.append(event)
        self._telegram.touch()
        try:
            while (left := until - clock.now()) > timedelta():
                event.clear()
                await waited(event, None if clock.frozen else left.total_seconds())
        finally:
            self._looks.remove(event)

    def info(self) -> dict[str, Any]:
        found = {"url": self.url, "has_custom_certificate": self.certified}
        found |= {"pending_update_count": self._telegram.pending, **self._last_error}
        if self.url:
            found["max_connections"] = self.connections
        chosen = self._telegram.polls.chosen
        return found | ({"allowed_updates": chosen} if chosen else {})


async def waited(event: asyncio.Event, seconds: float | None) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
