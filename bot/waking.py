"""What is owed to people when the house opens its eyes again: after a crash, a stop, or a time without Telegram."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.answers import Answer, Answers
from bot.outgoing import Outgoing
from bot.reports import reference_code
from domain.notices import Notice
from domain.people import Person, Role
from domain.reminders import is_night
from handlers import problems
from handlers.frame import Frame, Reply
from handlers.incoming import Arrived, Incoming
from handlers.screen import Screen
from storage import drafts, inbox, outbox, people
from storage.engine import Database, Tx
from storage.outages import is_outage

# Telegram drops a press after this, and a message after a day.
PRESSES_LIVE = timedelta(seconds=150)
MESSAGES_LIVE = timedelta(hours=24)
MIDWAY = timedelta(hours=1)
# Whoever did her last step longer ago than this is in the middle of nothing any more; her old buttons still work.
LONG_AGO = timedelta(hours=24)
UNANSWERED_FOR = timedelta(seconds=60)
# A minute, two, four … and about a day.
MOST_DOUBLINGS = 10
HOME = "home"

log = structlog.get_logger(__name__)


class Waking:
    """Finds out what was cut off, and makes it good once."""

    def __init__(self, database: Database, frame: Frame, outgoing: Outgoing, answers: Answers) -> None:
        self.database, self.frame, self.outgoing, self.answers = database, frame, outgoing, answers
        self.now = frame.services.now
        # How often each was tried again, and when next.
        self._tried: dict[int, tuple[int, datetime]] = {}

    async def decide_stranded(self) -> None:
        """Sends that were cut off are unknown; their kind says what follows."""
        async with self.database.transaction() as tx:
            for due in await outbox.stranded(tx):
                log.warning("send_cut_off", notice=due.id, kind=due.kind)
                await self.outgoing.conclude_unknown(tx, due)

    async def answer_unanswered(self, silent_for: timedelta = UNANSWERED_FOR) -> set[int]:
        """Whoever never saw an answer gets her current screen; say who that was."""
        now = self.now()
        async with self.database.transaction() as tx:
            owed = await inbox.unanswered(tx, now - silent_for)
        self._tried = {sender: tried for sender, tried in self._tried.items() if sender in owed}
        due = [who for who in owed if self._may_try(who, now)]
        answers = [answer for who in due if (answer := await self._owed(who, owed[who]))]
        self.answers.begin(answers)
        return {answer.reply.incoming.sender for answer in answers}

    def _may_try(self, sender: int, now: datetime) -> bool:
        """Whether it is time to try again what could not be said; each time later than the last."""
        tries, next_at = self._tried.get(sender, (0, now))
        if self.answers.busy_with(sender) or now < next_at:
            return False
        self._tried[sender] = (tries + 1, now + UNANSWERED_FOR * (1 << min(tries, MOST_DOUBLINGS)))
        return True

    async def _owed(self, sender: int, letters: list[int]) -> Answer | None:
        drawn = await self._drawn(sender)
        if drawn is None:
            self.answers.note_answered(letters)
            return None
        return Answer(_unasked(*drawn), tuple(letters))

    async def _drawn(self, sender: int) -> tuple[Person, Screen] | None:
        """What she looks at, or home if that cannot be drawn; nothing if she is gone, or if even that fails.

        Each in a transaction of its own: one defect must stop neither the house nor anybody else's answer.
        """
        code = reference_code()
        for draw in (self._current, self._home):
            try:
                async with self.database.transaction() as tx:
                    await self.frame.begin_the_day(tx)
                    person = (await people.persons_of(tx, [sender])).get(sender)
                    return (person, await draw(tx, person, code)) if person and not person.blocked else None
            except Exception as problem:
                if is_outage(problem):
                    raise
                log.exception("redraw_failed", code=code)
        return None

    async def _current(self, tx: Tx, person: Person, _code: str) -> Screen:
        return await self.frame.redraw(tx, person)

    async def _home(self, tx: Tx, person: Person, code: str) -> Screen:
        """Home, without the form that may be what cannot be drawn."""
        await drafts.drop_draft(tx, person.id)
        home = await self.frame.redraw(tx, replace(person, at=None))
        return problems.went_wrong(self.frame.services.translator(person), code, home)

    async def after_a_gap(self, since: datetime, until: datetime, passed_over: Collection[int] = ()) -> None:
        """We heard nothing for a while: ask those who were mid-way to tap again, and tell staff what may be lost."""
        if until - since <= PRESSES_LIVE:
            return
        log.warning("gap", seconds=round((until - since).total_seconds()))
        async with self.database.transaction() as tx:
            midway = await self._midway(tx, since, until, passed_over)
            if until - since > MESSAGES_LIVE:
                await tell_staff_what_is_lost(tx, since, until)
        drawn = [await self._drawn(person.telegram_id) for person in midway]
        self.answers.begin(Answer(_unasked(one[0], self._tap_again(*one)), ()) for one in drawn if one)

    async def _midway(self, tx: Tx, since: datetime, until: datetime, passed_over: Collection[int]) -> list[Person]:
        """Residents who were in the middle of something just before; at night nobody is woken for that."""
        if is_night(self.frame.services.programme, until):
            return []
        waiting = {letter.sender for letter in await inbox.waiting(tx, 1000)}
        return [
            person
            for person in await people.people_midway(tx, max(since - MIDWAY, until - LONG_AGO))
            if person.staff is None
            and person.at not in (None, HOME)
            and person.telegram_id not in {*passed_over, *waiting}
        ]

    def _tap_again(self, person: Person, screen: Screen) -> Screen:
        return problems.again(self.frame.services.translator(person), screen)


async def tell_staff_what_is_lost(tx: Tx, since: datetime, until: datetime, **more: object) -> None:
    """Everybody in the team reads once which stretch of time may be lost."""
    window = {"since": since.isoformat(), "until": until.isoformat(), **more}
    staff: Sequence[Person] = await people.staff_with(tx, Role)
    notices = [
        Notice(member.id, "window-lost", f"window-lost:{member.id}:{window['since']}", window) for member in staff
    ]
    await outbox.enqueue(tx, notices, until)


def _unasked(person: Person, screen: Screen) -> Reply:
    """A screen for somebody who did nothing just now."""
    incoming = Incoming(0, person.telegram_id, Arrived.OTHER, chat=person.telegram_id)
    return Reply(incoming, replace(screen, fresh=True, toast=None), person=person)
