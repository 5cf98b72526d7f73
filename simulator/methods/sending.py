"""sendMessage and the other sends that carry no file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from simulator import formatting, keyboards
from simulator.chats import Chat
from simulator.messages import Document, Message
from simulator.methods import access
from simulator.parameters import Undecodable, Values
from simulator.refusals import bad_request

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)

Content = dict[str, Any]


def deliver(
    telegram: LocalTelegram,
    values: Values,
    content: Callable[[], Content],
    *,
    file: Document | None = None,
    **extra: Any,
) -> Message:
    """Send, refusing in the order of the real server: markup, chat, content, then what only Telegram itself knows."""
    markup = keyboards.read(values)
    chat = access.chat_to_write(telegram, values)
    reply_to = replied(chat, values.get("reply_parameters"))
    shown = content()
    keyboards.fits_chat(markup, chat.private)
    access.reachable(chat)
    keyboards.accepted(markup)
    if telegram.limits:
        telegram.limits.count(chat.id)
    if values.get("protect_content"):
        extra["has_protected_content"] = True
    details = {"markup": markup, "sent_with": markup.kind, "reply_to": reply_to, "file": file, "extra": extra}
    return telegram.put(chat, None, shown, **details)


def replied(chat: Chat, given: Any) -> Message | None:
    if given is None:
        return None
    if isinstance(given, Undecodable) or not isinstance(given, dict):
        raise bad_request("can't parse reply parameters JSON object")
    message = chat.messages.get(given.get("message_id", 0))
    if message is None and not given.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


def text_content(text: str, entities: list[dict[str, Any]]) -> Content:
    text, entities = formatting.finish(text, entities)
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_of(values: Values) -> tuple[str, list[dict[str, Any]]]:
    return formatting.read(values, "caption", "caption_entities")


def caption_content(text: str, entities: list[dict[str, Any]]) -> Content:
    text, entities = formatting.finish(text, entities)
    if len(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return ({"caption": text} if text else {}) | ({"caption_entities": entities} if entities else {})


def send_message(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    if not values.get("text"):
        raise bad_request("message text is empty")
    text, entities = formatting.read(values)
    return deliver(telegram, values, lambda: text_content(text, entities)).as_json()


def point(values: Values) -> Content:
    for name in ("latitude", "longitude"):
        if name not in values:
            raise bad_request(f"{name} is empty")
    return {name: values[name] for name in ("latitude", "longitude", "horizontal_accuracy") if name in values}


def required(values: Values, name: str) -> str:
    value = values.get(name, "")
    if not value:
        raise bad_request(f'parameter "{name}" is required')
    return str(value)


def send_location(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    where = point(values)
    return deliver(telegram, values, lambda: {"location": where}).as_json()


def send_venue(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    where = point(values)
    venue = {"location": where, "title": required(values, "title"), "address": required(values, "address")}
    return deliver(telegram, values, lambda: {"venue": venue, "location": where}).as_json()


def send_contact(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    card = {name: required(values, name) for name in ("phone_number", "first_name")}
    card |= {name: values[name] for name in ("last_name", "vcard") if values.get(name)}
    return deliver(telegram, values, lambda: {"contact": card}).as_json()


def send_chat_action(telegram: LocalTelegram, values: Values) -> bool:
    if values.get("action", "") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    access.reachable(access.chat_to_write(telegram, values))
    return True
