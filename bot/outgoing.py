"""Delivers the outbox: an attempt is recorded before the send, and its outcome after; what is between is unknown."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog
from telegram.error import RetryAfter, TelegramError

from bot.deliver import Deliverer
from bot.fates import Fate, fate_of
from bot.left import Left
from bot.pace import Haste, seconds
from domain.notices import NOT_ARRIVED, Due, Lane, NoticeState
from domain.people import Person
from handlers.context import Ctx, Services, with_todays_hours
from handlers.icons import for_notice
from handlers.listening import with_listen
from handlers.notice_kind import Lost, NoticeKind
from handlers.notices import as_repeat
from handlers.screen import Screen
from storage import messages, outbox, people
from storage.engine import Database, Tx
from storage.messages import Lying
from storage.outages import is_outage

# Few enough that a sudden end leaves few sends unknown, many enough that the next are ready when these have left.
CHUNK = 8
AT_ONCE = 2
MOST_TRIES = 8
FIRST_BACKOFF = timedelta(seconds=5)
LONGEST_BACKOFF = timedelta(minutes=10)

Notices = Mapping[str, NoticeKind]
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """A notice as it will be said to this person."""

    due: Due
    person: Person
    screen: Screen


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one send."""

    ready: Ready
    fate: Fate
    message: int | None = None
    wait: float = 0.0
    left: Sequence[Lying] = ()


class Outgoing:
    """Sends what is due, beside everything else the house does."""

    def __init__(self, database: Database, services: Services, notices: Notices, deliverer: Deliverer) -> None:
        self.database, self.services, self.notices, self.deliverer = database, services, notices, deliverer
        self.stopping = False
        self._running: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Task[None]] = set()
        self._outcomes: list[Outcome] = []

    def begin(self) -> None:
        """Deliver what is due, unless that is under way."""
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._deliver())

    async def finished(self) -> None:
        """Wait until nothing more is due."""
        if self._running is not None:
            await asyncio.wait([self._running])

    def abandon(self) -> None:
        """Send nothing more, not even what is half said."""
        for task in (self._running, *self._under_way):
            if task is not None:
                task.cancel()

    async def _deliver(self) -> None:
        """Keep two handfuls on their way, so that the next is ready when one has left."""
        try:
            while (ready := await self._next()) or self._under_way:
                if ready:
                    self._under_way.add(asyncio.create_task(self._send_all(ready)))
                if len(self._under_way) == AT_ONCE or not ready:
                    await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
                self._under_way = {task for task in self._under_way if not task.done()}
        except Exception:  # What could not be written down is kept, and the next tick begins again.
            log.exception("delivery_broken")

    async def _next(self) -> list[Ready]:
        """Write down how the last ones went, and choose the next, in one transaction."""
        outcomes = self._outcomes.copy()
        try:
            async with self.database.transaction() as tx:
                for outcome in outcomes:
                    await self._conclude(tx, outcome)
                services = await with_todays_hours(tx, self.services)
                ready = [await self._prepare(tx, due, services) for due in await self._due(tx)]
        except Exception as problem:
            if is_outage(problem):
                raise
            ready = await self._one_by_one(outcomes)
        del self._outcomes[: len(outcomes)]
        return [one for one in ready if one]

    async def _one_by_one(self, outcomes: Sequence[Outcome]) -> list[Ready | None]:
        """One notice that cannot be written must not hold up the others."""
        for outcome in outcomes:
            async with self.database.transaction() as tx:
                await self._conclude(tx, outcome)
        async with self.database.transaction() as tx:
            dues = await self._due(tx)
        return [await self._prepare_alone(due) for due in dues]

    async def _due(self, tx: Tx) -> list[Due]:
        return [] if self.stopping else await outbox.due(tx, self.services.now(), CHUNK)

    async def _prepare_alone(self, due: Due) -> Ready | None:
        try:
            async with self.database.transaction() as tx:
                return await self._prepare(tx, due, await with_todays_hours(tx, self.services))
        except Exception as problem:
            if is_outage(problem):
                raise
            log.exception("notice_broken", notice=due.id, kind=due.kind)
        async with self.database.transaction() as tx:
            await self._settle(tx, due, NoticeState.FAILED)
        return None

    async def _prepare(self, tx: Tx, due: Due, services: Services) -> Ready | None:
        """Say it as it is true now and record that it is about to be sent, or end it, or put it off."""
        now, person = self.services.now(), await people.get_person(tx, due.recipient)
        kind = self.notices[due.kind]
        if person is None or person.blocked or (due.not_after and due.not_after < now):
            await self._settle(tx, due, _too_late(person))
            return None
        ctx = Ctx.of(services, person)
        leaves = await kind.leaves(ctx, tx, due)
        if leaves > ctx.now:
            await outbox.postpone(tx, due.id, leaves)
            return None
        screen = await kind.render(ctx, tx, due)
        if screen is None:
            await self._settle(tx, due, NoticeState.CANCELLED)
            return None
        await outbox.begin_attempt(tx, due, now)
        said = as_repeat(ctx.tr, screen) if due.repeat else screen
        return Ready(due, person, for_notice(with_listen(ctx, said), person, due.kind))

    async def _send_all(self, ready: Sequence[Ready]) -> None:
        self._outcomes += await asyncio.gather(*(self._send(one) for one in ready))

    async def _send(self, ready: Ready) -> Outcome:
        """Send once; whatever happens is an outcome."""
        cannot_wait = self.notices[ready.due.kind].urgent and ready.due.lane is not Lane.BULK
        haste = Haste.URGENT if cannot_wait else Haste.BULK
        left = Left(ready.person, ready.screen)
        try:
            message = await self.deliverer.send(ready.person.telegram_id, ready.screen, haste, left)
        except TelegramError as problem:
            fate = fate_of(problem)
            log.warning("notice_failed", notice=ready.due.id, fate=fate.name, problem=type(problem).__name__)
            wait = seconds(problem) if isinstance(problem, RetryAfter) else 0.0
            return Outcome(ready, fate, wait=wait, left=left.messages)
        except Exception:  # A defect of ours: nobody knows what Telegram made of it.
            log.exception("notice_broken", notice=ready.due.id)
            return Outcome(ready, Fate.UNKNOWN, left=left.messages)
        return Outcome(ready, Fate.ARRIVED, message, left=left.messages)

    async def _conclude(self, tx: Tx, outcome: Outcome) -> None:
        """Write down how a send went, and what follows from it."""
        due, now = outcome.ready.due, self.services.now()
        await messages.note_messages(tx, outcome.left, now)
        match outcome.fate:
            case Fate.UNKNOWN:
                return await self.conclude_unknown(tx, due)
            case Fate.TOO_FAST:
                await outbox.postpone(tx, due.id, now + timedelta(seconds=outcome.wait))
            case Fate.NOT_SENT if due.attempts + 1 < MOST_TRIES:
                await outbox.postpone(tx, due.id, now + _backoff(due.attempts))
            case Fate.BLOCKED:
                await people.set_blocked(tx, outcome.ready.person.id, now)
                await self._settle(tx, due, NoticeState.BLOCKED)
            case Fate.ARRIVED:
                await self._settle(tx, due, NoticeState.SENT, outcome.message)
            case _:
                await self._settle(tx, due, NoticeState.FAILED)
        return await outbox.end_attempt(tx, due.id, outcome.fate.name.lower())

    async def conclude_unknown(self, tx: Tx, due: Due) -> None:
        """Nobody knows whether this arrived: say it once more, marked, if its kind is worth that; else leave it."""
        now, kind = self.services.now(), self.notices.get(due.kind)
        await outbox.end_attempt(tx, due.id, Fate.UNKNOWN.name.lower())
        if kind is not None and kind.repeat and not due.repeat:
            await outbox.postpone(tx, due.id, now + FIRST_BACKOFF)
        else:
            await self._settle(tx, due, NoticeState.UNKNOWN)

    async def _settle(self, tx: Tx, due: Due, state: NoticeState, message: int | None = None) -> None:
        """Write down how a notice ended; where nobody can say that it arrived, its kind says what follows."""
        await outbox.settle(tx, due.id, state, self.services.now(), message)
        kind = self.notices.get(due.kind)
        if state in NOT_ARRIVED and kind is not None and kind.lost is not None:
            await self._lost(tx, due, kind.lost)

    async def _lost(self, tx: Tx, due: Due, lost: Lost) -> None:
        person = await people.get_person(tx, due.recipient)
        if person is None:
            return
        try:
            await lost(Ctx.of(await with_todays_hours(tx, self.services), person), tx, due)
        except Exception as problem:  # A defect there must not hold up what is written down here.
            if is_outage(problem):
                raise
            log.exception("notice_broken", notice=due.id, kind=due.kind)


def _too_late(person: Person | None) -> NoticeState:
    if person is None:
        return NoticeState.CANCELLED
    return NoticeState.BLOCKED if person.blocked else NoticeState.EXPIRED


def _backoff(attempts: int) -> timedelta:
    return min(FIRST_BACKOFF * (1 << attempts), LONGEST_BACKOFF)
