"""Screens into chats: which calls a screen becomes, and in which order."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from telegram import InputFile, LinkPreviewOptions, ReplyKeyboardRemove
from telegram.constants import ParseMode
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.fates import NOT_EDITABLE, NOT_HTML, NOTHING_TO_DO, SAFE_TO_REPEAT, Fate, fate_of, says
from bot.pace import Haste, seconds
from bot.render import Markup, inline, markup, plain, single
from handlers.frame import Reply
from handlers.screen import Screen

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
BACKOFF = (0.5, 2.0, 5.0)
LONGEST_WAIT = 30.0
LONGEST_TOAST = 200

Pause = Callable[[float], Awaitable[object]]
Where = dict[str, Any]
Call = Callable[[], Awaitable[Any]]
Run = Callable[[Call], Awaitable[Any]]
Part = Callable[[Markup], Awaitable[Any]]


class HalfSent(NetworkError):
    """The first messages of a screen arrived, a later one did not."""


class Deliverer:
    """Shows screens to people."""

    def __init__(self, bot: ExtBot[Any], pause: Pause) -> None:
        self.bot, self.pause = bot, pause
        # A bot without a limiter refuses the argument that chooses the lane.
        self._bulk = {"rate_limit_args": Haste.BULK} if bot.rate_limiter else {}

    async def answer(self, reply: Reply) -> None:
        """Answer a person who waits: let her press go and show the screen, in one round trip where it can be."""
        incoming, screen = reply.incoming, reply.screen
        waits = [self._let_go(reply)] if incoming.press else []
        if screen is not None:
            waits.append(self._show(reply, screen))
        if screen is not None and screen.forget and incoming.message:
            waits.append(self._take_away(incoming.chat, incoming.message))
        # One that fails must not cut the others off, whose outcome would be lost with it.
        for problem in await asyncio.gather(*waits, return_exceptions=True):
            if isinstance(problem, BaseException):
                raise problem

    async def send(self, chat: int, screen: Screen, haste: Haste = Haste.BULK) -> int:
        """Send a screen as new messages, each call once; give back the id of the one with the buttons."""
        lane = self._bulk if haste is Haste.BULK else {}
        return await self._messages(chat, screen, lane, self._once)

    async def _show(self, reply: Reply, screen: Screen) -> None:
        chat = reply.incoming.chat
        if reply.remove_keyboard:
            await self._hide_keyboard(chat)
        if not (reply.incoming.editable and single(screen) and await self._edited(reply, screen)):
            await self._messages(chat, screen, {}, self._patiently)
        if reply.leave:
            await self._patiently(lambda: self.bot.leave_chat(chat))

    async def _let_go(self, reply: Reply) -> None:
        press, toast = reply.incoming.press or "", reply.screen.toast if reply.screen else None
        text = toast[:LONGEST_TOAST] if toast else None
        await self._again(lambda: self.bot.answer_callback_query(press, text=text))

    async def _edited(self, reply: Reply, screen: Screen) -> bool:
        """Change the message she tapped; say whether there was one to change."""
        where = {"chat_id": reply.incoming.chat, "message_id": reply.incoming.message}
        try:
            await self._text(self.bot.edit_message_text, screen, {**where, "reply_markup": inline(screen)}, self._again)
        except TelegramError as problem:
            if not says(problem, *NOT_EDITABLE):
                raise
            return False
        return True

    async def _messages(self, chat: int, screen: Screen, lane: dict[str, Any], run: Run) -> int:
        """Send every message of a screen in order; the last one carries the buttons."""
        sent = None
        parts = list(self._parts(chat, screen, lane, run))
        for number, part in enumerate(parts, 1):
            try:
                sent = await part(markup(screen) if number == len(parts) else None)
            except TelegramError as problem:
                if sent is None:
                    raise
                raise HalfSent(str(fate_of(problem))) from None
        return int(sent.message_id) if sent else 0

    def _parts(self, chat: int, screen: Screen, lane: dict[str, Any], run: Run) -> Iterator[Part]:
        bot, voice, pin, file = self.bot, screen.voice, screen.pin, screen.attachment
        if voice:
            yield lambda buttons: run(lambda: bot.send_voice(chat, voice, reply_markup=buttons, **lane))
        yield lambda buttons: self._text(
            bot.send_message, screen, {"chat_id": chat, "reply_markup": buttons, **lane}, run
        )
        if pin:
            place = (pin.latitude, pin.longitude, pin.title, pin.address)
            yield lambda buttons: run(lambda: bot.send_venue(chat, *place, reply_markup=buttons, **lane))
        if file:
            content = InputFile(file.content, filename=file.name)
            yield lambda buttons: run(lambda: bot.send_document(chat, content, reply_markup=buttons, **lane))

    async def _text(
        self, method: Callable[..., Awaitable[Any]], screen: Screen, where: dict[str, Any], run: Run
    ) -> Any:
        """Say the words with their markup, or without it where Telegram cannot read it."""
        marked = {"text": screen.text, "parse_mode": ParseMode.HTML, "link_preview_options": NO_PREVIEW, **where}
        try:
            return await run(lambda: method(**marked))
        except TelegramError as problem:
            if not says(problem, NOT_HTML):
                raise
        return await run(lambda: method(**{**marked, "text": plain(screen.text), "parse_mode": None}))

    async def _hide_keyboard(self, chat: int) -> None:
        """Take the keyboard where she types away.

        Only a new message can do that, and one that does can neither have buttons nor be changed into one that has:
        so it is a small one of its own that goes at once.
        """
        sign = await self._patiently(lambda: self.bot.send_message(chat, "✓", reply_markup=ReplyKeyboardRemove()))
        await self._take_away(chat, sign.message_id)

    async def _take_away(self, chat: int, message: int) -> None:
        await self._again(lambda: self.bot.delete_message(chat, message))

    async def _once(self, call: Call) -> Any:
        return await call()

    async def _patiently(self, call: Call) -> Any:
        """Try again what has surely not been said."""
        return await self._trying(call, SAFE_TO_REPEAT)

    async def _again(self, call: Call) -> Any:
        """Try again what may be done twice; what is no longer there to be done is done."""
        try:
            return await self._trying(call, SAFE_TO_REPEAT | {Fate.UNKNOWN})
        except TelegramError as problem:
            if not says(problem, *NOTHING_TO_DO):
                raise
        return None

    async def _trying(self, call: Call, again: frozenset[Fate]) -> Any:
        for wait in BACKOFF:
            try:
                return await call()
            except TelegramError as problem:
                if fate_of(problem) not in again or not await self._waited(problem, wait):
                    raise
        return await call()

    async def _waited(self, problem: TelegramError, wait: float) -> bool:
        """Wait as long as Telegram asks, or a little; say no where that is longer than anybody waits for an answer."""
        longer = seconds(problem) if isinstance(problem, RetryAfter) else wait
        if longer > LONGEST_WAIT:
            return False
        await self.pause(longer)
        return True
