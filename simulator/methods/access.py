"""Which chat a request means, and whether the bot may write there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.chats import Chat
from simulator.messages import Message
from simulator.parameters import Values
from simulator.refusals import Refusal, bad_request, forbidden

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram


def chat_of(telegram: LocalTelegram, values: Values, name: str = "chat_id") -> Chat:
    """A chat the bot has met."""
    given = values.get(name, "")
    if given == "":
        raise bad_request(f"{name} is empty")
    chat = telegram.chats.get(given)
    if chat is None or (chat.person and not chat.person.known):
        raise bad_request("chat not found")
    return chat


def chat_to_write(telegram: LocalTelegram, values: Values) -> Chat:
    """A chat Telegram's library lets the bot write to."""
    chat = chat_of(telegram, values)
    if chat.person and not chat.person.started:
        raise forbidden("bot can't initiate conversation with a user")
    if chat.migrated_to:
        upgraded = bad_request("group chat was upgraded to a supergroup chat")
        raise Refusal(400, upgraded.description, {"migrate_to_chat_id": chat.migrated_to})
    if not chat.private and chat.bot_is == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if not chat.private and chat.bot_is == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def reachable(chat: Chat) -> None:
    """What only Telegram's servers know about a person."""
    if chat.person and chat.person.gone:
        raise forbidden("user is deactivated")
    if chat.person and chat.person.blocked:
        raise forbidden("bot was blocked by the user")


def message_in(chat: Chat, message_id: int, what: str) -> Message:
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"message {what} not found")
    return message
