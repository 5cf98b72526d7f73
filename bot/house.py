"""The house: what it does when something arrives, when time passes, and when it wakes up."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from telegram.ext import ExtBot

from bot.answers import Answer, Answers
from bot.deliver import Deliverer, Pause
from bot.emptying import Emptying
from bot.forgotten import ForgottenList
from bot.handling import Handling
from bot.intake import Intake
from bot.outgoing import Notices, Outgoing
from bot.staff_commands import staff_commands
from bot.waking import Waking
from bot.wire import Wire
from handlers.context import with_todays_hours
from handlers.frame import Reply
from handlers.house.help import please_wait
from handlers.house_rules import Composition, Duty
from handlers.incoming import Incoming
from handlers.screen import Screen
from storage import outbox, vitals
from storage.engine import Database

ALIVE = "house"
BEAT = timedelta(seconds=20)
EMPTY_LOG = timedelta(minutes=10)
SOON = 0.25

HelpNow = Callable[[Incoming], Screen | None]
log = structlog.get_logger(__name__)


class House:
    """Everything the loops do, one step at a time and without sleeping, so that tests can walk it."""

    def __init__(
        self,
        bot: ExtBot[Any],
        database: Database,
        composition: Composition,
        notices: Notices,
        help_now: HelpNow,
        tell_next: Callable[[datetime | None], None],
        pause: Pause = asyncio.sleep,
        forgotten: ForgottenList | None = None,
        *,
        foresees: bool = False,
    ) -> None:
        self._forgotten = forgotten
        self.bot, self.database, self.duties, self.tell_next = bot, database, composition.duties, tell_next
        # Only where somebody wants to know, for it costs a look at every tick.
        self.foresight = composition.foresight if foresees else ()
        self.frame, self.first = composition.frame, composition.first
        self.services = self.frame.services
        self.now, self._help_now = self.services.now, help_now
        # Set when there is something to commit: letters at once, answers that arrived a little later and together.
        self.work = asyncio.Event()
        self._soon: asyncio.TimerHandle | None = None
        deliverer = Deliverer(Wire(bot), pause, partial(staff_commands, bot, self.services.languages.staff))
        self.answers = Answers(deliverer.answer, self._answered, lambda *broken: self.handling.excuse(*broken))
        self.intake = Intake(bot, database, self.now, self._help, self._ask_to_wait)
        self.handling = Handling(database, self.frame, self.answers)
        self.outgoing = Outgoing(database, self.services, notices, deliverer)
        self.emptying = Emptying(database, self.services, deliverer, self.answers)
        self.waking = Waking(database, self.frame, self.outgoing, self.answers)
        self._handling, self._ticking = asyncio.Lock(), asyncio.Lock()
        self._beat_at: datetime | None = None
        self._emptied_at: datetime | None = None

    async def poll(self, wait: int = 0) -> int:
        """Take what Telegram has for us into the inbox; say how many updates are new."""
        return await self.keep(await self.intake.fetch(wait))

    async def keep(self, updates: list[dict[str, Any]]) -> int:
        """Keep updates that came by whatever way; say how many are new."""
        new = await self.intake.keep(updates)
        if new:
            self.work.set()
        return new

    async def heard(self) -> None:
        """We are in touch with Telegram; after a time in which we were not, presses are lost as when we were away."""
        silence, now = self.intake.silence, self.now()
        self.intake.note_contact()
        await self.waking.after_a_gap(now - silence, now)

    async def handle(self) -> int:
        """Handle one batch of what waits, and let the answers go; say how many letters it was."""
        async with self._handling:
            self.work.clear()
            handled = await self.handling.handle()
        if self.handling.more:
            self.work.set()
        return handled

    async def drain(self) -> None:
        """Wait until every answer and every notice on its way has left, and that is written down."""
        if self.services.machine is not None:
            await self.services.machine.looked()
        await self.answers.drain()
        await self.outgoing.finished()
        if self.answers.answered or self.answers.left:
            await self.handle()

    async def tick(self) -> None:
        """Do what is due, and see it delivered."""
        await self.begin_tick()
        await self.outgoing.finished()

    async def begin_tick(self) -> None:
        """Do what is due, and let what is to be said go on its way."""
        if self._ticking.locked():
            return
        self._look_at_the_machine()
        async with self._ticking:
            await self._do_duties()
            await self._carefully("list_forgotten", self._list_forgotten())
            await self._carefully("answer_unanswered", self.waking.answer_unanswered())
            await self._carefully("empty_cards", self.emptying.begin())
            await self._carefully("give_a_sign", self._give_a_sign())
            await self._carefully("empty_log", self._empty_log())
            self.outgoing.begin()

    async def wake(self) -> None:
        """Make good what was cut off while we were away; before anything is said, learn how it is said here."""
        self._look_at_the_machine()
        for duty in self.first:
            await self._carefully(duty.__name__, self._do(duty))
        await self._forget_again()
        await self.waking.decide_stranded()
        helped = await self.waking.answer_unanswered(timedelta())
        async with self.database.transaction() as tx:
            last, now = await vitals.last(tx, ALIVE), self.now()
            await vitals.beat(tx, ALIVE, now)
        if last is not None:
            await self.waking.after_a_gap(last, now, helped)

    def _look_at_the_machine(self) -> None:
        """See what the machine translates, where there is one; nobody waits for it."""
        if self.services.machine is not None:
            self.services.machine.look()

    async def _forget_again(self) -> None:
        """Whoever was forgotten stays so, even if somebody put a copy in the place of the database."""
        if self._forgotten is not None:
            async with self.database.transaction() as tx:
                back = await self._forgotten.forget_again(tx, await with_todays_hours(tx, self.services))
            if back:
                log.warning("forgotten_again", number=back)
            await self._forgotten.make_whole(self.database, self.now())

    async def _list_forgotten(self) -> None:
        """Write down beside the database who was forgotten since the last tick."""
        if self._forgotten is not None:
            await self._forgotten.write_down(self.database, self.now())

    def abandon(self) -> None:
        """Fall silent at once, as when the power goes: nothing is finished, nothing written."""
        self.answers.abandon()
        self.outgoing.abandon()
        if self.services.machine is not None:
            self.services.machine.abandon()
        if self._soon is not None:
            self._soon.cancel()

    async def _carefully(self, name: str, duty: Awaitable[object]) -> None:
        """One duty that fails must not keep the others from being done."""
        try:
            await duty
        except Exception:
            log.exception("duty_failed", duty=name)

    async def _do_duties(self) -> None:
        """All of them in one transaction, for most find nothing to do; each alone when one of them breaks it."""
        try:
            await self._do(*self.duties)
        except Exception as problem:
            # What broke is said by the one that breaks alone.
            log.warning("duties_failed", problem=type(problem).__name__)
            for duty in self.duties:
                await self._carefully(duty.__name__, self._do(duty))

    async def _do(self, *duties: Duty) -> None:
        async with self.database.transaction() as tx:
            services = await with_todays_hours(tx, self.services)
            for duty in duties:
                await duty(tx, services)

    async def _give_a_sign(self) -> None:
        """Say that we live and listen, and when we speak next; and let go what is too late to be said."""
        now = self.now()
        async with self.database.transaction() as tx:
            await outbox.expire(tx, now)
            if self._beat_at is None or abs(now - self._beat_at) >= BEAT:
                await vitals.beat(tx, ALIVE, now - self.intake.silence)
                self._beat_at = now
            foreseen = [await outbox.next_due(tx, now), *[await look(tx, self.services) for look in self.foresight]]
        self.tell_next(min((one for one in foreseen if one is not None), default=None))

    async def _empty_log(self) -> None:
        """Let what was erased leave the database's log as well, for all that is forgotten or over."""
        now = self.now()
        if self._emptied_at is None or abs(now - self._emptied_at) >= EMPTY_LOG:
            await self.database.empty_log()
            self._emptied_at = now

    def _answered(self) -> None:
        """Commit soon what was answered, if no letter brings a commit along before that."""
        loop = asyncio.get_running_loop()
        if self._soon is None or self._soon.when() <= loop.time():
            self._soon = loop.call_later(SOON, self.work.set)

    async def _help(self, incoming: Incoming) -> bool:
        """Answer a call for help at once; say whether it was one."""
        screen = self._help_now(incoming)
        if screen is None:
            return False
        self.answers.begin([Answer(Reply(incoming, screen), ())])
        return True

    def _ask_to_wait(self, incoming: Incoming) -> None:
        """Say that something is wrong here and will be right again, without asking the database who she is."""
        tr = self.services.languages.nearest(incoming.phone_language)
        self.answers.begin([Answer(Reply(incoming, please_wait(tr)), ())])
