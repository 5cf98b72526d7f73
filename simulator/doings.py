"""What people do, turned into the updates the bot gets of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator import formatting, groups, spec
from simulator.files import document
from simulator.images import SNAPSHOT
from simulator.keyboards import Button
from simulator.messages import Document, Message
from simulator.updates import MESSAGE_LIFE, PRESS_LIFE

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.people import Person

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
SOUND = b"OggS\x00\x02" + bytes(22)


def payload(given: str) -> str:
    if not PAYLOAD.fullmatch(given):
        raise ValueError(f"no link carries this payload: {given!r}")
    return given


def send(person: Person, content: dict[str, Any], **details: Any) -> Message:
    """Put a message of hers into the chat and tell the bot."""
    telegram, chat = person.telegram, details.pop("chat", None) or person.chat
    if person.gone or (person.blocked and chat.private):
        raise RuntimeError(f"{person} has {'no account any more' if person.gone else 'blocked the bot'}")
    message = telegram.put(chat, person, content, **details)
    person.known = True
    person.started = person.started or chat.private
    if chat.private or groups.hears(telegram, chat, message):
        kind = "channel_post" if chat.kind == "channel" else "message"
        telegram.tell(kind, message.as_json(), message.date + MESSAGE_LIFE, f"chat {chat.id}")
    telegram.touch()
    return message


def write(person: Person, text: str, chat: Chat | None = None, **details: Any) -> Message:
    """Send a text as the client sends it: cleaned, trimmed, and in pieces where it is too long for one message."""
    text.encode()
    cleaned, entities = formatting.finish(formatting.clean(text), [])
    if not cleaned:
        raise ValueError("nobody can send an empty message")
    if len(cleaned) > 4096:
        write(person, cleaned[:4096], chat)
        return write(person, cleaned[4096:], chat)
    return send(person, {"text": cleaned} | ({"entities": entities} if entities else {}), chat=chat, **details)


def tap(person: Person, label: str, message: Message | None) -> None:
    chat = person.chat
    newest_first = reversed(chat.messages.values()) if message is None else [message]
    for candidate in newest_first:
        for button in (b for row in candidate.buttons for b in row if b.label == label):
            return tap_inline(person, button, candidate)
    for button in person.keyboard:
        if button.label == label and message is None:
            return tap_reply(person, button)
    raise LookupError(f"{person} finds no button {label!r}; she sees {person.sees} under {person.text!r}")


def tap_inline(person: Person, button: Button, message: Message) -> None:
    if button.kind != "callback_data" or button.data is None:
        raise LookupError(f"{button.label!r} does not reach the bot: it is a {button.kind} button ({button.url})")
    press(person, button.data, message.message_id)


def tap_reply(person: Person, button: Button) -> None:
    """Press a button of the reply keyboard; a keyboard for one time goes away."""
    keyboard, brought_by = person.chat.keyboard, person.chat.messages.get(person.chat.keyboard_from or 0)
    if button.kind == "request_contact":
        send_contact(person, person.phone, person.id, person.first_name, reply_to=brought_by)
    elif button.kind == "request_location":
        person.send_location()
    elif button.kind == "text":
        write(person, button.label)
    else:
        raise LookupError(f"{button.label!r} asks for what nobody here can give: {button.kind}")
    if keyboard and keyboard.one_time and person.chat.keyboard is keyboard:
        person.chat.hide_keyboard()
        person.telegram.touch()


def press(person: Person, data: str, message_id: int | None) -> None:
    telegram, chat = person.telegram, person.chat
    newest = chat.newest_from_bot()
    at = message_id if message_id is not None else newest.message_id if newest else 1
    pressed = telegram.presses.begin(person)
    query = {
        "id": pressed.id,
        "from": person.user,
        "message": telegram.as_pressed(chat, at),
        "chat_instance": str(telegram.chat_instance(chat)),
        "data": data,
    }
    telegram.tell("callback_query", query, pressed.at + PRESS_LIFE, f"user {person.id}")
    telegram.touch()


def send_contact(
    person: Person, phone: str, user_id: int | None, first_name: str, *, reply_to: Message | None = None
) -> Message:
    card: dict[str, Any] = {"phone_number": phone, "first_name": first_name}
    if user_id is not None:
        card["user_id"] = user_id
    return send(person, {"contact": card}, reply_to=reply_to)


def send_file(person: Person, kind: str, held: Document, more: dict[str, Any], **details: Any) -> Message:
    stored = person.telegram.files.store(kind, held)
    return send(person, stored.content | more, file=held, **details)


def caption(text: str | None) -> dict[str, Any]:
    if not text:
        return {}
    cleaned, entities = formatting.finish(formatting.clean(text), [])
    return {"caption": cleaned} | ({"caption_entities": entities} if entities else {})


def send_voice(person: Person, seconds: int) -> Message:
    return send_file(person, "voice", Document("voice.ogg", SOUND, "audio/ogg", seconds), {})


def send_photo(person: Person, text: str | None, **details: Any) -> Message:
    return send_file(person, "photo", Document("photo.jpg", SNAPSHOT, "image/jpeg"), caption(text), **details)


def send_album(person: Person, number: int) -> list[Message]:
    group = {"media_group_id": str(person.telegram.chance.getrandbits(53))}
    return [send_photo(person, None, extra=group) for _ in range(number)]


def send_sticker(person: Person) -> Message:
    stored = person.telegram.files.store("sticker", Document("sticker.webp", b"RIFF", "image/webp"))
    kind = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return send(person, {"sticker": {**stored.ids, **kind, "emoji": "👍"}})


def send_document(person: Person, name: str, content: bytes) -> Message:
    return send_file(person, "document", document(name, content), {})


def edit(person: Person, message: Message, text: str) -> None:
    """Change a message of her own; the bot is told as long as the message itself is not a day old."""
    if message.sender is not person or "text" not in message.content:
        raise LookupError("only one's own texts can be edited")
    cleaned, entities = formatting.finish(formatting.clean(text), [])
    message.content = {"text": cleaned} | ({"entities": entities} if entities else {})
    message.edited_at = person.telegram.clock.now()
    chat = f"chat {message.chat.id}"
    person.telegram.tell("edited_message", message.as_json(), message.date + MESSAGE_LIFE, chat)
    person.telegram.touch()


def set_blocked(person: Person, blocked: bool) -> None:
    if person.blocked == blocked:
        return
    person.blocked = blocked
    statuses = ("member", "kicked") if blocked else ("kicked", "member")
    membership(person, person.chat, *statuses)
    person.telegram.touch()


def membership(person: Person, chat: Chat, before: str, after: str) -> None:
    """Tell the bot that somebody changed what it is in a chat."""
    person.known = True
    now = person.telegram.clock.now()
    change = {"chat": chat.as_json, "from": person.user, "date": int(now.timestamp())}
    change |= {"old_chat_member": bot_as(chat, before), "new_chat_member": bot_as(chat, after)}
    person.telegram.tell("my_chat_member", change, now + MESSAGE_LIFE, f"member {chat.id}")


def bot_as(chat: Chat, status: str) -> dict[str, Any]:
    """The bot as a member of a chat; as an administrator it has no rights beyond those it must have."""
    found = {"status": status, "user": chat.bot} | ({"until_date": 0} if status == "kicked" else {})
    if status == "administrator":
        fields = spec.fields_of(spec.facts()["types"]["ChatMemberAdministrator"])
        found |= {field.name: False for field in fields if field.required and field.types == ("Boolean",)}
    return found


def set_bot(person: Person, group: Chat, status: str) -> None:
    before, group.bot_is = group.bot_is, status
    membership(person, group, before, status)


def add_bot(person: Person, group: Chat) -> None:
    """Add the bot to a group; in a channel bots can only be administrators."""
    group.members.append(person)
    set_bot(person, group, "administrator" if group.kind == "channel" else "member")
    if group.kind != "channel":
        send(person, {"new_chat_members": [group.bot]}, chat=group)


def remove_bot(person: Person, group: Chat) -> None:
    """Throw the bot out of a group, as it learns by its last message from there."""
    send(person, {"left_chat_member": group.bot}, chat=group)
    set_bot(person, group, "kicked")
