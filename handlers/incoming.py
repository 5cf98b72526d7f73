"""What arrived from Telegram, in the few words the conversation needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

Json = Mapping[str, Any]
GONE = ("kicked", "left")
PICTURES = ("photo", "document", "video")


class Arrived(Enum):
    """The kinds of things people send."""

    COMMAND = auto()
    TAP = auto()
    TYPED = auto()
    CONTACT = auto()
    VOICE = auto()
    PICTURE = auto()
    OTHER = auto()
    BLOCKED = auto()
    RETURNED = auto()
    ELSEWHERE = auto()


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update: who, what kind, and its content. `value` is the text, tap data, phone number or file id."""

    letter: int
    sender: int
    arrived: Arrived
    value: str = ""
    argument: str = ""
    chat: int = 0
    message: int | None = None
    press: str | None = None
    editable: bool = False
    album: str | None = None
    first_name: str = ""
    phone_language: str | None = None


def read_update(letter: int, update: Json) -> Incoming | None:
    """Turn an update into what it means to us; None when it is nothing to us.

    It is read from plain JSON: making objects of it all would cost as much as everything else that is done with it.
    """
    kind, content = _content_of(_without_nulls(update))
    user = content.get("from") or {}
    chat = (content.get("message") or content).get("chat") or {}
    if chat.get("type", "private") != "private":
        return _elsewhere(letter, user, chat, content)
    if not user or user.get("is_bot") or kind not in _READERS:
        return None
    sender, chat_id = int(user["id"]), int(chat.get("id", user["id"]))
    person = {"first_name": user.get("first_name", ""), "phone_language": user.get("language_code")}
    return Incoming(letter, sender, chat=chat_id, **person, **_READERS[kind](content))


def _without_nulls(value: Any) -> Any:
    """Some servers write null where Telegram writes nothing."""
    if isinstance(value, dict):
        return {name: _without_nulls(one) for name, one in value.items() if one is not None}
    return [_without_nulls(one) for one in value] if isinstance(value, list) else value


def _content_of(update: Json) -> tuple[str, Json]:
    return next(((kind, content) for kind, content in update.items() if isinstance(content, dict)), ("", {}))


def _elsewhere(letter: int, user: Json, chat: Json, content: Json) -> Incoming | None:
    if content.get("new_chat_member", {}).get("status") in GONE:
        return None
    return Incoming(letter, int(user.get("id", 0)), Arrived.ELSEWHERE, chat=int(chat["id"]))


def _tap(query: Json) -> dict[str, Any]:
    message = query.get("message") or {}
    # Only a text that the bot wrote can become another text; a document's or a vanished message cannot.
    return {
        "arrived": Arrived.TAP,
        "value": query.get("data", ""),
        "press": query["id"],
        "message": int(message["message_id"]) if "message_id" in message else None,
        "editable": "text" in message,
    }


def _message(message: Json) -> dict[str, Any]:
    return {"message": int(message["message_id"]), **_said(message)}


def _said(message: Json) -> dict[str, Any]:
    if "text" in message:
        return _words(message["text"])
    if contact := message.get("contact"):
        own = str(contact.get("user_id")) == str(message["from"]["id"])
        return {"arrived": Arrived.CONTACT, "value": contact["phone_number"] if own else ""}
    if voice := message.get("voice"):
        return {"arrived": Arrived.VOICE, "value": voice["file_id"]}
    if any(picture in message for picture in PICTURES):
        album = message.get("media_group_id")
        return {"arrived": Arrived.PICTURE, "value": message.get("caption", ""), "album": album}
    return {"arrived": Arrived.OTHER}


def _words(text: str) -> dict[str, Any]:
    if not text.startswith("/"):
        return {"arrived": Arrived.TYPED, "value": text}
    name, _, argument = text[1:].partition(" ")
    return {"arrived": Arrived.COMMAND, "value": name.split("@", 1)[0].lower(), "argument": argument.strip()}


def _membership(change: Json) -> dict[str, Any]:
    gone = change["new_chat_member"]["status"] in GONE
    return {"arrived": Arrived.BLOCKED if gone else Arrived.RETURNED}


_READERS = {"callback_query": _tap, "message": _message, "my_chat_member": _membership}
