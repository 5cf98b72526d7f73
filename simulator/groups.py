"""Groups, supergroups and channels: as much of them as a bot for private chats may come across."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from simulator.chats import Chat
from simulator.messages import Message
from simulator.updates import MESSAGE_LIFE

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram


def found(telegram: LocalTelegram, title: str, kind: str) -> Chat:
    """Found a group; supergroups and channels count their messages themselves."""
    number = telegram.chance.randint(10**9, 2 * 10**9)
    chat_id = -number if kind == "group" else -(10**12) - number
    ids = telegram.private_ids if kind == "group" else itertools.count(1)
    chat = Chat(chat_id, kind, telegram.user, ids, {"id": chat_id, "title": title, "type": kind})
    telegram.chats[chat_id] = chat
    return chat


def hears(telegram: LocalTelegram, chat: Chat, message: Message) -> bool:
    """Whether a bot in privacy mode is told of a message: what serves, commands meant for it, replies to it."""
    if chat.bot_is != "member":
        return chat.bot_is == "administrator"
    command = message.text.split()[0] if message.text.startswith("/") else ""
    meant = command.lower().endswith(f"@{telegram.username.lower()}")
    bare = bool(command) and "@" not in command and chat.newest_from_bot() is not None
    answers = message.reply_to is not None and message.reply_to.from_bot
    return message.service or meant or bare or answers


def upgrade(telegram: LocalTelegram, group: Chat) -> Chat:
    """Let a supergroup take the group's place; both say so."""
    supergroup = found(telegram, group.as_json["title"], "supergroup")
    supergroup.members, supergroup.bot_is, group.migrated_to = group.members, group.bot_is, supergroup.id
    notices = ((group, "migrate_to_chat_id", supergroup), (supergroup, "migrate_from_chat_id", group))
    for chat, notice, other in notices:
        message = telegram.put(chat, group.members[0], {notice: other.id})
        telegram.tell("message", message.as_json(), message.date + MESSAGE_LIFE, f"chat {chat.id}")
    telegram.touch()
    return supergroup
