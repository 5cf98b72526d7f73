"""Cards on the phones of staff: each becomes one line when its time is over.

The message is changed first and forgotten after that, so whatever is cut off is done once more, which harms nothing.
"""

from datetime import datetime, timedelta
from functools import partial

import structlog
from telegram.error import RetryAfter, TelegramError

from bot.answers import Answers
from bot.deliver import Deliverer
from bot.fates import Fate, fate_of
from bot.pace import seconds
from domain.access import Right
from handlers.context import Services
from handlers.counselling.staff_emptied import emptied
from storage import messages, people
from storage.engine import Database
from storage.messages import DELETABLE, Outdated

# After these there is nothing more to be done with a message: it is emptied, or nobody can.
DONE = frozenset({Fate.ARRIVED, Fate.REFUSED, Fate.BLOCKED})
LATER = timedelta(minutes=1)

log = structlog.get_logger(__name__)


class Emptying:
    """Empties what is outdated, one message of each phone at a tick."""

    def __init__(self, database: Database, services: Services, deliverer: Deliverer, answers: Answers) -> None:
        self.database, self.services, self.deliverer, self.answers = database, services, deliverer, answers
        # Whose phone is left alone until when.
        self._not_before: dict[int, datetime] = {}

    async def begin(self) -> None:
        """Let what is outdated be emptied, each in its turn; a phone on which something happens now waits."""
        now = self.services.now()
        async with self.database.transaction() as tx:
            readers = {one.id for one in await people.staff_who(tx, Right.TRIAGE)}
            found = await messages.outdated(tx, readers, now)
        for one in found:
            if self._is_quiet(one, now):
                self.answers.line_up(one.chat, partial(self._empty, one))

    def _is_quiet(self, one: Outdated, now: datetime) -> bool:
        """Whether what the database knows of this phone is what stands on it."""
        busy = self.answers.busy_with(one.chat) or self.answers.unsure_about(one.person)
        return not busy and self._not_before.get(one.chat, now) <= now

    async def _empty(self, one: Outdated) -> None:
        try:
            fate = Fate.ARRIVED if self._is_beyond_us(one) else await self._put_away(one)
            await self._note(one, fate)
        except Exception:  # The next tick tries again.
            log.exception("emptying_broken", message=one.id)

    async def _note(self, one: Outdated, fate: Fate) -> None:
        if fate not in DONE:
            return
        async with self.database.transaction() as tx:
            await messages.forget_message(tx, one)
            if fate is Fate.BLOCKED:
                await people.set_blocked(tx, one.person, self.services.now())

    def _is_beyond_us(self, one: Outdated) -> bool:
        """Whether nobody can empty it: she has blocked us, or it could only be taken away, and is too old for that."""
        return one.blocked or (one.sound and one.at <= self.services.now() - DELETABLE)

    async def _put_away(self, one: Outdated) -> Fate:
        line = emptied(self.services.languages.staff, one)
        try:
            await self.deliverer.put_away(one.chat, one.message, None if one.sound else line)
        except TelegramError as problem:
            fate = fate_of(problem)
            log.warning("emptying_failed", message=one.id, fate=fate.name, problem=type(problem).__name__)
            wait = timedelta(seconds=seconds(problem)) if isinstance(problem, RetryAfter) else LATER
            self._not_before[one.chat] = self.services.now() + wait
            return fate
        return Fate.ARRIVED
