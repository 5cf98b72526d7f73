"""Deletion of messages, the bot's and the person's, for both."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from simulator.chats import Chat
from simulator.messages import Message
from simulator.methods import access
from simulator.parameters import Undecodable, Values
from simulator.refusals import bad_request

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram

DELETABLE = timedelta(hours=48)
MOST = 100


def deletable(telegram: LocalTelegram, chat: Chat, message: Message) -> None:
    if telegram.clock.now() - message.date >= DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    if not chat.private and not message.from_bot:
        raise bad_request("message can't be deleted")


def delete_message(telegram: LocalTelegram, values: Values) -> bool:
    chat = access.chat_of(telegram, values)
    message = access.message_in(chat, values.get("message_id", 0), "to delete")
    deletable(telegram, chat, message)
    chat.drop(message.message_id)
    return True


def delete_messages(telegram: LocalTelegram, values: Values) -> bool:
    """Delete those there are; missing ones are passed over."""
    given = values.get("message_ids", [])
    if isinstance(given, Undecodable) or not isinstance(given, list):
        raise bad_request("expected an Array of message identifiers")
    if not given:
        raise bad_request("message identifiers are not specified")
    if len(given) > MOST:
        raise bad_request("too many message identifiers specified")
    chat = access.chat_of(telegram, values)
    found = [chat.messages[message_id] for message_id in given if message_id in chat.messages]
    for message in found:
        deletable(telegram, chat, message)
    for message_id in {message.message_id for message in found}:
        chat.drop(message_id)
    return True
