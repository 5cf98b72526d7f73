"""A screen as the calls of the Bot API that show it."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.wire import Call
from handlers.icons import in_front
from handlers.screen import Attachment, Button, Screen

Json = dict[str, Any]
LONGEST_TOAST = 200
NO_PREVIEW = {"is_disabled": True}
_TAG = re.compile(r"</?[a-z][^>]*>")


def messages(screen: Screen, chat: int) -> list[Call]:
    """The messages of a screen in their order; the last one carries the buttons."""
    *before, last = _messages(screen, {"chat_id": chat})
    return [*before, replace(last, values={**last.values, "reply_markup": _markup(screen)})]


def _messages(screen: Screen, where: Json) -> Iterator[Call]:
    if not screen.aside:
        yield Call("sendMessage", {**where, **_words(screen)})
    for voice in screen.voices:
        yield Call("sendVoice", {**where, "voice": voice})
    if pin := screen.pin:
        place = {"latitude": pin.latitude, "longitude": pin.longitude, "title": pin.title, "address": pin.address}
        yield Call("sendVenue", {**where, **place})
    if file := screen.attachment:
        caption = {"caption": file.caption, "parse_mode": "HTML"} if file.caption else {}
        yield Call("sendDocument", {**where, **caption}, {"document": _ready(file)})
    for picture in screen.pictures:
        yield Call("sendPhoto", where, {"photo": _ready(picture)})


def _ready(file: Attachment) -> tuple[str, bytes]:
    assert isinstance(file.content, bytes), "files are drawn before they are sent"
    return file.name, file.content


def in_place_of(call: Call, message: int | None) -> Call:
    """The text of a screen in the place of an earlier one; without buttons it takes the earlier ones away."""
    return Call("editMessageText", {**call.values, "message_id": message})


def buttons_under(message: int, call: Call) -> Call:
    """The buttons of a message that could not be sent, under one that stands already."""
    buttons = {name: call.values[name] for name in ("chat_id", "reply_markup")}
    return Call("editMessageReplyMarkup", {**buttons, "message_id": message})


def takes_a_place(screen: Screen) -> bool:
    """Whether the screen begins with a text that can stand where she tapped; what follows it is sent below."""
    return not (screen.ask_contact or screen.fresh or screen.aside)


def unmarked(call: Call) -> Call:
    """The same words without markup, for when Telegram cannot read it."""
    words = "text" if "text" in call.values else "caption"
    text = html.unescape(_TAG.sub("", call.values[words]))
    return replace(call, values={**call.values, words: text, "parse_mode": None})


def let_go(press: str, toast: str | None) -> Call:
    """Let a pressed button go, perhaps with a word."""
    return Call("answerCallbackQuery", {"callback_query_id": press, "text": toast[:LONGEST_TOAST] if toast else None})


def take_away(chat: int, message: int) -> Call:
    """Take a message out of the chat."""
    return Call("deleteMessage", {"chat_id": chat, "message_id": message})


def take_all_away(chat: int, messages: Sequence[int]) -> Call:
    """Take up to a hundred messages out of the chat; what is not there is passed over."""
    return Call("deleteMessages", {"chat_id": chat, "message_ids": list(messages)})


def hide_keyboard(chat: int) -> Call:
    """Take the keyboard where people type away.

    Only a new message can do that, and one that does can neither have buttons nor be changed into one that has: so
    it is a small one of its own, which is then taken away.
    """
    return Call("sendMessage", {"chat_id": chat, "text": "✓", "reply_markup": {"remove_keyboard": True}})


def leave(chat: int) -> Call:
    """Leave a group."""
    return Call("leaveChat", {"chat_id": chat})


def _words(screen: Screen) -> Json:
    text = in_front(screen.icon, screen.text)
    return {"text": text, "parse_mode": "HTML", "link_preview_options": NO_PREVIEW}


def _markup(screen: Screen) -> Json | None:
    """The buttons; of a screen that asks for a number, where people type."""
    if screen.ask_contact is None:
        return _inline(screen)
    share = [{"text": screen.ask_contact, "request_contact": True}]
    rows = [share, *([{"text": button.label} for button in row] for row in screen.rows)]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def _inline(screen: Screen) -> Json | None:
    rows = [[_button(button) for button in row] for row in screen.rows]
    return {"inline_keyboard": rows} if rows else None


def _button(button: Button) -> Json:
    does = {"callback_data": button.data} if button.data is not None else {"url": button.url}
    return {"text": button.label, **does}
