"""Handles what waits in the inbox: all of it in one transaction, or each letter alone when one of them breaks it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import structlog

from bot.answers import Answer, Answers, together
from bot.left import card
from bot.reports import reference_code
from handlers import problems
from handlers.frame import Frame, Reply
from handlers.incoming import Arrived, Incoming, read_update
from handlers.screen import Screen
from storage import inbox, messages, people
from storage.engine import Database, Tx
from storage.inbox import Letter
from storage.messages import Lying
from storage.outages import is_outage

MOST = 100
PATIENCE = 3
NOTHING = Screen("")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Handled:
    """What came of some letters: what is to be said, and which letters need no answer."""

    answers: Sequence[Answer] = ()
    silent: Sequence[int] = ()


class Handling:
    """Turns letters into answers."""

    def __init__(self, database: Database, frame: Frame, answers: Answers) -> None:
        self.database, self.frame, self.answers, self.now = database, frame, answers, frame.services.now
        # Whether letters wait still, as far as the last batch could see.
        self.more = False

    async def handle(self) -> int:
        """Handle one batch of what waits; say how many letters it was."""
        letters: list[Letter] = []
        answered, left = self.answers.answered.copy(), self.answers.left.copy()
        try:
            async with self.database.transaction() as tx:
                await inbox.mark_answered(tx, answered, self.now())
                await messages.note_messages(tx, left, self.now())
                letters = await inbox.waiting(tx, MOST)
                handled = await self._act(tx, letters)
        except Exception as problem:
            if not letters or is_outage(problem):
                raise
            log.warning("batch_failed", letters=len(letters), exc_info=problem)
            self.more = True
            await self._one_by_one(letters)
            return len(letters)
        del self.answers.answered[: len(answered)]
        del self.answers.left[: len(left)]
        self._say(handled)
        self.more = len(letters) == MOST
        return len(letters)

    def _say(self, handled: Handled) -> None:
        self.answers.begin(handled.answers)
        self.answers.note_answered(handled.silent)

    async def _act(self, tx: Tx, letters: Sequence[Letter]) -> Handled:
        """Do what the letters ask for, in this transaction."""
        if not letters:
            return Handled()
        arrivals = [self._read(letter) for letter in letters]
        replies = await self.frame.handle(tx, [one for one in arrivals if one])
        await inbox.mark_handled(tx, letters, self.now())
        await messages.note_messages(tx, [one for reply in replies for one in _lying(reply)], self.now())
        spoken = [reply for reply in replies if reply.screen or reply.incoming.press]
        owed = {reply.incoming.letter for reply in spoken}
        return Handled(together(spoken), [letter.id for letter in letters if letter.id not in owed])

    def _read(self, letter: Letter) -> Incoming | None:
        return read_update(letter.id, json.loads(letter.body))

    async def _one_by_one(self, letters: Sequence[Letter]) -> None:
        """One letter that breaks must not break the others'; what she sends after it waits, so that order is kept."""
        stuck: set[int | None] = set()
        for letter in letters:
            if letter.sender in stuck:
                continue
            try:
                async with self.database.transaction() as tx:
                    handled = await self._act(tx, [letter])
            except Exception as problem:
                if is_outage(problem):
                    raise
                stuck.add(letter.sender)
                await self._failed(letter, problem)
                continue
            self._say(handled)

    async def _failed(self, letter: Letter, problem: Exception) -> None:
        code, tries = reference_code(), letter.tries + 1
        if tries < PATIENCE:
            log.warning("letter_failed", letter=letter.id, tries=tries, exc_info=problem)
            async with self.database.transaction() as tx:
                await inbox.count_failure(tx, letter)
            return
        log.error("letter_parked", letter=letter.id, code=code, exc_info=problem)
        async with self.database.transaction() as tx:
            await inbox.park(tx, letter, code, self.now())
        await self._excuse(letter, code)

    async def _excuse(self, letter: Letter, code: str) -> None:
        incoming = self._who(letter)
        if incoming is not None:
            self.answers.begin([Answer(await self._apology(incoming, code), ())])

    async def excuse(self, broken: Reply, code: str) -> Reply:
        """What is said in place of an answer that cannot be shown: what it did is done, and her press is let go."""
        # Her screen is for her eyes: it never goes into a group.
        return await self._apology(replace(broken.incoming, press=None, chat=broken.incoming.sender), code)

    async def _apology(self, incoming: Incoming, code: str) -> Reply:
        """Tell her that it is our fault, with the screen she was at, if that one can still be drawn."""
        services, person, current = self.frame.services, None, NOTHING
        try:
            async with self.database.transaction() as tx:
                person = (await people.persons_of(tx, [incoming.sender])).get(incoming.sender)
                current = await self.frame.redraw(tx, person) if person else NOTHING
        except Exception:
            log.exception("redraw_failed", code=code)
        tr = services.translator(person) if person else services.languages.nearest(incoming.phone_language)
        return Reply(incoming, problems.went_wrong(tr, code, current), person=person)

    def _who(self, letter: Letter) -> Incoming | None:
        """Whom to tell about a letter that broke; of one that cannot even be read, its sender."""
        try:
            return self._read(letter)
        except Exception:
            sender = letter.sender
            return Incoming(letter.id, sender, Arrived.OTHER, chat=sender) if sender is not None else None


def _lying(reply: Reply) -> Iterator[Lying]:
    """What is known to lie in her chat before anything is sent: what she wrote, and a card about to be shown."""
    incoming, person, screen = reply.incoming, reply.person, reply.screen
    if person is None or incoming.message is None or incoming.message in reply.forget:
        return
    shows = screen.request if screen and person.staff else None
    if incoming.press is None:
        yield Lying(person.id, incoming.message, shows, sound=True)
    elif shows is not None:
        yield card(person, incoming.message, screen)
