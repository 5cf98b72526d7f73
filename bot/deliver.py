"""Screens into chats: what is tried again, and what stands in for what cannot be done."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.drawing import drawn
from bot.fates import NOT_EDITABLE, NOT_HTML, NOTHING_TO_DO, SAFE_TO_REPEAT, TOO_OLD, Fate, fate_of, says
from bot.left import Left
from bot.pace import Haste, seconds
from bot.render import (
    buttons_under,
    hide_keyboard,
    in_place_of,
    leave,
    let_go,
    messages,
    take_all_away,
    take_away,
    takes_a_place,
    unmarked,
)
from bot.transport import NotSent
from bot.wire import Call, Wire
from handlers.frame import Reply
from handlers.screen import Screen

BACKOFF = (0.5, 2.0, 5.0)
LONGEST_WAIT = 30.0
MOST_AT_ONCE = 100
ONCE: frozenset[Fate] = frozenset()
# What changes nothing when it is done twice is tried again even if its answer was lost.
TWICE_IS_ONCE = SAFE_TO_REPEAT | {Fate.UNKNOWN}

Pause = Callable[[float], Awaitable[object]]
Menu = Callable[[int, Sequence[tuple[str, str]]], Awaitable[None]]
log = structlog.get_logger(__name__)


class HalfSent(NetworkError):
    """The first messages of a screen arrived, a later one did not."""


class NotHeard(Exception):
    """Telegram refused the sound that somebody asked for, and there is nothing else to show her."""


class Deliverer:
    """Shows screens to people."""

    def __init__(self, wire: Wire, pause: Pause, menu: Menu) -> None:
        self.wire, self.pause, self.menu = wire, pause, menu

    async def answer(self, reply: Reply, left: Left) -> None:
        """Answer a person who waits: let her press go and show the screen, in one round trip where it can be."""
        incoming, screen = reply.incoming, reply.screen
        waits: list[Awaitable[None]] = []
        if incoming.press:
            waits.append(self._again(let_go(incoming.press, screen.toast if screen else None)))
        if screen is not None:
            waits.append(self._show(reply, screen, left))
        if screen is not None and screen.commands is not None:
            waits.append(self.menu(incoming.chat, screen.commands))
        waits += [self._again(take_away(incoming.chat, message)) for message in reply.forget]
        # One that fails must not cut the others off, whose outcome would be lost with it.
        for outcome in await asyncio.gather(*waits, return_exceptions=True):
            if isinstance(outcome, BaseException):
                raise outcome

    async def send(self, chat: int, screen: Screen, haste: Haste, left: Left) -> int:
        """Send a screen as new messages, each once; give back the id of the one with the buttons."""
        if screen.commands is not None:
            await self.menu(chat, screen.commands)
        return await self._messages(messages(await drawn(screen), chat), haste, ONCE, left)

    async def put_away(self, chat: int, message: int, line: Screen | None) -> None:
        """Leave one line of a message, or nothing; nobody waits for it, and what is gone is gone."""
        call = take_away(chat, message) if line is None else in_place_of(messages(line, chat)[0], message)
        try:
            await self.wire.call(call, Haste.BULK)
        except TelegramError as problem:
            if not says(problem, *NOTHING_TO_DO, *NOT_EDITABLE):
                raise

    async def _show(self, reply: Reply, screen: Screen, left: Left) -> None:
        chat = reply.incoming.chat
        await self._clear(chat, screen.clear)
        if reply.remove_keyboard:
            sign = await self._trying(hide_keyboard(chat), SAFE_TO_REPEAT)
            await self._again(take_away(chat, sign["message_id"]))
        calls, stands = messages(await drawn(screen), chat), None
        if reply.incoming.editable and takes_a_place(screen) and await self._edited(reply, calls[0]):
            calls, stands = calls[1:], reply.incoming.message
            left.note(stands or 0)
        try:
            await self._messages(calls, Haste.ANSWER, SAFE_TO_REPEAT, left, stands)
        except TelegramError as problem:
            if screen.aside and fate_of(problem) is Fate.REFUSED:
                raise NotHeard(type(problem).__name__) from None
            raise
        if reply.leave:
            await self._again(leave(chat))

    async def _clear(self, chat: int, ids: Sequence[int]) -> None:
        """Take messages away before anything is said; where that is unclear nothing is, so that all can be repeated."""
        try:
            for start in range(0, len(ids), MOST_AT_ONCE):
                await self._take_away(chat, ids[start : start + MOST_AT_ONCE])
        except TelegramError as problem:
            if fate_of(problem) is not Fate.UNKNOWN:
                raise
            raise NotSent(type(problem).__name__) from None

    async def _take_away(self, chat: int, ids: Sequence[int]) -> None:
        """Take away what can be; one message that is too old holds back all that are named with it."""
        try:
            await self._trying(take_all_away(chat, ids), TWICE_IS_ONCE)
        except TelegramError as problem:
            if fate_of(problem) is not Fate.REFUSED:
                raise
            if len(ids) > 1 and says(problem, *TOO_OLD):
                await self._take_away(chat, ids[: len(ids) // 2])
                await self._take_away(chat, ids[len(ids) // 2 :])

    async def _edited(self, reply: Reply, words: Call) -> bool:
        """Change the message she tapped; say whether there was one to change."""
        try:
            await self._again(in_place_of(words, reply.incoming.message))
        except TelegramError as problem:
            if not says(problem, *NOT_EDITABLE):
                raise
            return False
        return True

    async def _messages(
        self, calls: Sequence[Call], haste: Haste, again: frozenset[Fate], left: Left, stands: int | None = None
    ) -> int:
        """Send one after the other, below what stands there already; give back the id of the one with the buttons."""
        sent = None
        for call in calls:
            try:
                above = sent or stands
                sent = await self._sent(call, haste, again, above)
                if sent != above:
                    left.note(sent, sound=call.method == "sendVoice")
            except TelegramError as problem:
                if sent is None:
                    raise
                raise HalfSent(fate_of(problem).name) from None
        return sent or 0

    async def _sent(self, call: Call, haste: Haste, again: frozenset[Fate], above: int | None) -> int:
        """Send a message; one below others that Telegram refuses is left out, and its buttons go under those."""
        try:
            return int((await self._trying(call, again, haste))["message_id"])
        except TelegramError as problem:
            if above is None or fate_of(problem) is not Fate.REFUSED:
                raise
            log.warning("extra_refused", method=call.method)
        if call.values.get("reply_markup"):
            await self._again(buttons_under(above, call))
        return above

    async def _again(self, call: Call) -> None:
        """Do what may be done twice; what is not there any more to be done is done."""
        try:
            await self._trying(call, TWICE_IS_ONCE)
        except TelegramError as problem:
            if not says(problem, *NOTHING_TO_DO):
                raise

    async def _trying(self, call: Call, again: frozenset[Fate], haste: Haste = Haste.ANSWER) -> Any:
        """Make a call, and once more after each of these fates, as long as anybody waits for an answer."""
        for wait in BACKOFF:
            try:
                return await self._readable(call, haste)
            except TelegramError as problem:
                if fate_of(problem) not in again or not await self._waited(problem, wait):
                    raise
        return await self._readable(call, haste)

    async def _readable(self, call: Call, haste: Haste) -> Any:
        """Make a call; its words go without markup where Telegram cannot read that."""
        try:
            return await self.wire.call(call, haste)
        except TelegramError as problem:
            if not says(problem, NOT_HTML):
                raise
        return await self.wire.call(unmarked(call), haste)

    async def _waited(self, problem: TelegramError, wait: float) -> bool:
        """Wait as long as Telegram asks, or a little; say no where that is longer than anybody waits."""
        longer = seconds(problem) if isinstance(problem, RetryAfter) else wait
        if longer > LONGEST_WAIT:
            return False
        await self.pause(longer)
        return True
