"""Copies and forwards of messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.messages import Message
from simulator.methods import access
from simulator.methods.editing import CAPTION
from simulator.methods.sending import caption_content, caption_of, deliver
from simulator.parameters import Values
from simulator.refusals import bad_request

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram


def original(telegram: LocalTelegram, values: Values, what: str) -> Message:
    chat = access.chat_of(telegram, values, "from_chat_id")
    message = access.message_in(chat, values.get("message_id", 0), what)
    if message.service:
        raise bad_request(f"the message can't be {'copied' if 'copy' in what else 'forwarded'}")
    return message


def copy_message(telegram: LocalTelegram, values: Values) -> dict[str, int]:
    """Send the same content as the bot's own; a caption given replaces the old one."""
    message = original(telegram, values, "to copy")
    content = dict(message.content)
    if "caption" in values and message.file:
        content = {name: value for name, value in content.items() if name not in CAPTION}
        content |= caption_content(*caption_of(values))
    return {"message_id": deliver(telegram, values, lambda: content, file=message.file).message_id}


def forward_message(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    message = original(telegram, values, "to forward")
    if message.extra.get("has_protected_content"):
        raise bad_request("the message can't be forwarded")
    sender = message.sender.user if message.sender else telegram.user
    origin = message.extra.get("forward_origin") or {
        "type": "user",
        "sender_user": sender,
        "date": int(message.date.timestamp()),
    }
    content = dict(message.content)
    return deliver(telegram, values, lambda: content, file=message.file, forward_origin=origin).as_json()
