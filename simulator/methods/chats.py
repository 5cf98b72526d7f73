"""What the bot may know of a chat, and how it leaves one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.doings import bot_as
from simulator.methods.access import chat_of, chat_to_write
from simulator.parameters import Values
from simulator.refusals import bad_request
from simulator.updates import MESSAGE_LIFE

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    chat = chat_of(telegram, values) if values.get("chat_id", 0) in telegram.people else chat_to_write(telegram, values)
    gifts = {"accepted_gift_types": dict.fromkeys(GIFTS, chat.private)}
    return {**chat.as_json, "accent_color_id": abs(chat.id) % 7, "max_reaction_count": 11, **gifts}


def get_chat_member(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    chat = chat_of(telegram, values)
    if values.get("user_id") == telegram.user["id"]:
        return bot_as(chat, "member" if chat.private else chat.bot_is)
    person = telegram.people.get(values.get("user_id", 0))
    if person is None:
        raise bad_request("user not found")
    inside = person in chat.members or chat.person is person
    return {"status": "member" if inside else "left", "user": person.user}


def leave_chat(telegram: LocalTelegram, values: Values) -> bool:
    chat = chat_to_write(telegram, values)
    if chat.private:
        raise bad_request("chat not found")
    before, chat.bot_is = chat.bot_is, "left"
    now = telegram.clock.now()
    change = {"chat": chat.as_json, "from": telegram.user, "date": int(now.timestamp())}
    change |= {"old_chat_member": bot_as(chat, before), "new_chat_member": bot_as(chat, chat.bot_is)}
    telegram.tell("my_chat_member", change, now + MESSAGE_LIFE, f"member {chat.id}")
    return True
