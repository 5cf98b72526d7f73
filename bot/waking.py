"""What is owed to people when the house opens its eyes again: after a crash, a stop, or a time without Telegram."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.answers import Answer, Answers
from bot.outgoing import Outgoing
from domain.notices import Notice
from domain.people import Person, Role
from handlers import problems
from handlers.frame import Frame, Reply
from handlers.incoming import Arrived, Incoming
from handlers.screen import Screen
from storage import inbox, outbox, people
from storage.engine import Database, Tx

# Telegram drops a press after this, and a message after a day.
PRESSES_LIVE = timedelta(seconds=150)
MESSAGES_LIVE = timedelta(hours=24)
MIDWAY = timedelta(hours=1)
UNANSWERED_FOR = timedelta(seconds=60)
HOME = "home"

log = structlog.get_logger(__name__)


class Waking:
    """Finds out what was cut off, and makes it good once."""

    def __init__(self, database: Database, frame: Frame, outgoing: Outgoing, answers: Answers) -> None:
        self.database, self.frame, self.outgoing, self.answers = database, frame, outgoing, answers
        self.now = frame.services.now

    async def decide_stranded(self) -> None:
        """Sends that were cut off are unknown; their kind says what follows."""
        async with self.database.transaction() as tx:
            for due in await outbox.stranded(tx):
                log.warning("send_cut_off", notice=due.id, kind=due.kind)
                await self.outgoing.conclude_unknown(tx, due)

    async def answer_unanswered(self, silent_for: timedelta = UNANSWERED_FOR) -> set[int]:
        """Whoever never saw an answer gets her current screen once; say who that was."""
        async with self.database.transaction() as tx:
            owed = await inbox.unanswered(tx, self.now() - silent_for)
            answers, silent = await self._owed(tx, owed)
        self.answers.note_answered(silent)
        self.answers.begin(answers)
        return {answer.reply.incoming.sender for answer in answers}

    async def _owed(self, tx: Tx, owed: dict[int, list[int]]) -> tuple[list[Answer], list[int]]:
        known = await people.persons_of(tx, owed) if owed else {}
        answers, silent = [], []
        for sender, letters in owed.items():
            person = known.get(sender)
            if self.answers.busy_with(sender):
                continue
            if person is None or person.blocked:
                silent += letters
                continue
            screen = await self.frame.redraw(tx, person)
            answers.append(Answer(_unasked(person, screen), tuple(letters)))
        return answers, silent

    async def after_a_gap(self, since: datetime, until: datetime, passed_over: Collection[int] = ()) -> None:
        """We heard nothing for a while: ask those who were mid-way to tap again, and tell staff what may be lost."""
        if until - since <= PRESSES_LIVE:
            return
        log.warning("gap", seconds=round((until - since).total_seconds()))
        async with self.database.transaction() as tx:
            answers = await self._again(tx, since, passed_over)
            if until - since > MESSAGES_LIVE:
                await self._tell_staff(tx, since, until)
        self.answers.begin(answers)

    async def _again(self, tx: Tx, since: datetime, passed_over: Collection[int]) -> list[Answer]:
        midway = await people.people_midway(tx, since - MIDWAY)
        waiting = {letter.sender for letter in await inbox.waiting(tx, 1000)}
        mine = [
            person
            for person in midway
            if person.staff is None
            and person.at not in (None, HOME)
            and person.telegram_id not in {*passed_over, *waiting}
        ]
        return [Answer(_unasked(person, await self._tap_again(tx, person)), ()) for person in mine]

    async def _tap_again(self, tx: Tx, person: Person) -> Screen:
        services = self.frame.services
        return problems.again(services.translator(person), await self.frame.redraw(tx, person))

    async def _tell_staff(self, tx: Tx, since: datetime, until: datetime) -> None:
        window = {"since": since.isoformat(), "until": until.isoformat()}
        staff: Sequence[Person] = await people.staff_with(tx, Role)
        notices = [
            Notice(member.id, "window-lost", f"window-lost:{member.id}:{window['since']}", window) for member in staff
        ]
        await outbox.enqueue(tx, notices, until)


def _unasked(person: Person, screen: Screen) -> Reply:
    """A screen for somebody who did nothing just now."""
    incoming = Incoming(0, person.telegram_id, Arrived.OTHER, chat=person.telegram_id)
    return Reply(incoming, replace(screen, fresh=True, toast=None))
