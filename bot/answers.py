"""Answers on their way: side by side for different people, in order for one."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import structlog
from telegram.error import TelegramError

from bot.fates import Fate, fate_of
from bot.left import Left
from bot.reports import reference_code
from handlers.frame import Reply
from storage.messages import Lying

# After these there is nothing more to say to her: she has it, she is gone, or it can never be said.
OVER = frozenset({Fate.ARRIVED, Fate.BLOCKED, Fate.REFUSED, Fate.UNKNOWN})
MANY = 500

Show = Callable[[Reply, Left], Awaitable[None]]
Excuse = Callable[[Reply, str], Awaitable[Reply]]
Errand = Callable[[], Awaitable[None]]
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply, and the letters that are answered by it."""

    reply: Reply
    letters: tuple[int, ...]


class Answers:
    """Sends replies and remembers which letters are answered, and what lies where, until that is committed."""

    def __init__(self, show: Show, changed: Callable[[], None], excuse: Excuse) -> None:
        self.show, self.changed, self.excuse = show, changed, excuse
        self.answered: list[int] = []
        self.left: list[Lying] = []
        self._queues: dict[int, deque[Errand]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, answers: Iterable[Answer]) -> None:
        """Put answers on their way."""
        for answer in answers:
            self.line_up(answer.reply.incoming.chat, partial(self._answer, answer))

    def line_up(self, chat: int, errand: Errand) -> None:
        """Do something in a chat when its turn comes, so that it never crosses an answer on its way there."""
        if chat in self._queues:
            self._queues[chat].append(errand)
            return
        self._queues[chat] = deque([errand])
        task = asyncio.create_task(self._do_all(chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def note_answered(self, letters: Sequence[int]) -> None:
        """Nothing is owed for these any more."""
        if letters:
            self.answered.extend(letters)
            self.changed()

    def _note_left(self, left: Left) -> None:
        """These messages lie in her chat, whatever became of the rest."""
        if left.messages:
            self.left.extend(left.messages)
            self.changed()

    @property
    def crowded(self) -> bool:
        """Whether so much is on its way that more had better wait in the inbox."""
        return sum(map(len, self._queues.values())) >= MANY

    def busy_with(self, chat: int) -> bool:
        """Whether something is on its way to this person."""
        return chat in self._queues

    async def drain(self) -> None:
        """Wait until everything on its way has arrived or was given up."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    def abandon(self) -> None:
        """Send nothing more, not even what is half said."""
        for task in self._tasks:
            task.cancel()

    def unsure_about(self, person: int) -> bool:
        """Whether something was shown to this person that is not written down yet."""
        return any(one.person == person for one in self.left)

    async def _do_all(self, chat: int) -> None:
        queue = self._queues[chat]
        while queue:
            await queue[0]()
            queue.popleft()
        del self._queues[chat]

    async def _answer(self, answer: Answer) -> None:
        if await self._send(answer) in OVER:
            self.note_answered(answer.letters)

    async def _send(self, answer: Answer) -> Fate:
        """Show an answer; where that breaks by a defect of ours, say so instead, with a way on."""
        code = reference_code()
        try:
            return await self._shown(answer)
        except Exception:  # A defect of ours must not stop this person's next answers.
            log.exception("answer_broken", letters=answer.letters, code=code)
        try:
            return await self._shown(Answer(await self.excuse(answer.reply, code), answer.letters))
        except Exception:
            log.exception("excuse_broken", letters=answer.letters, code=code)
        return Fate.REFUSED

    async def _shown(self, answer: Answer) -> Fate:
        left = Left(answer.reply.person, answer.reply.screen)
        try:
            await self.show(answer.reply, left)
        except TelegramError as problem:
            fate = fate_of(problem)
            log.warning("answer_failed", letters=answer.letters, fate=fate.name, problem=type(problem).__name__)
            return fate
        finally:
            self._note_left(left)
        return Fate.ARRIVED


def together(replies: Iterable[Reply]) -> list[Answer]:
    """Say the same thing to the same person once: an album of photos gets one answer."""
    found: list[Answer] = []
    last: dict[int, int] = {}
    for reply in replies:
        chat = reply.incoming.chat
        if chat in last and _same(found[last[chat]].reply, reply):
            before = found[last[chat]]
            forget = (*before.reply.forget, *reply.forget)
            # What is found out later is found out from her newest words that can tell.
            screen = reply.screen if reply.screen and reply.screen.later else before.reply.screen
            said = replace(before.reply, screen=screen, forget=forget)
            found[last[chat]] = Answer(said, (*before.letters, reply.incoming.letter))
            continue
        last[chat] = len(found)
        found.append(Answer(reply, (reply.incoming.letter,)))
    return found


def _same(one: Reply, other: Reply) -> bool:
    # A press must be let go each for itself.
    return not (other.incoming.press or one.incoming.press) and (one.screen, one.leave) == (other.screen, other.leave)
