"""What arrived from Telegram, in the few words the conversation needs."""

from dataclasses import dataclass
from enum import Enum, auto

from telegram import Chat, Message, Update
from telegram.constants import ChatType


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


def read_update(letter: int, update: Update) -> Incoming | None:
    """Turn an update into what it means to us; None when it is nothing to us."""
    user, chat = update.effective_user, update.effective_chat
    if chat is not None and chat.type != ChatType.PRIVATE:
        return _elsewhere(letter, update, chat)
    if user is None or user.is_bot:
        return None
    about = {"letter": letter, "sender": user.id, "chat": user.id}
    person = {"first_name": user.first_name, "phone_language": user.language_code}
    if update.callback_query is not None:
        return Incoming(**about, **person, **_tap(update))  # type: ignore[arg-type]
    if update.message is not None:
        return Incoming(**about, **person, message=update.message.message_id, **_content(update.message))  # type: ignore[arg-type]
    if update.my_chat_member is not None:
        gone = update.my_chat_member.new_chat_member.status in ("kicked", "left")
        return Incoming(**about, **person, arrived=Arrived.BLOCKED if gone else Arrived.RETURNED)  # type: ignore[arg-type]
    return None


def _elsewhere(letter: int, update: Update, chat: Chat) -> Incoming | None:
    member = update.my_chat_member
    if member is not None and member.new_chat_member.status in ("kicked", "left"):
        return None
    user = update.effective_user
    return Incoming(letter, user.id if user else 0, Arrived.ELSEWHERE, chat=chat.id)


def _tap(update: Update) -> dict[str, object]:
    query = update.callback_query
    assert query is not None
    message = query.message
    # Only a text that the bot wrote can become another text; a document's or a vanished message cannot.
    editable = isinstance(message, Message) and message.text is not None
    return {
        "arrived": Arrived.TAP,
        "value": query.data or "",
        "press": query.id,
        "message": message.message_id if message else None,
        "editable": editable,
    }


def _content(message: Message) -> dict[str, object]:
    if message.text is not None:
        return _words(message.text)
    if message.contact is not None:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return {"arrived": Arrived.CONTACT, "value": message.contact.phone_number if own else ""}
    if message.voice is not None:
        return {"arrived": Arrived.VOICE, "value": message.voice.file_id}
    if message.photo or message.document is not None or message.video is not None:
        return {"arrived": Arrived.PICTURE, "value": message.caption or "", "album": message.media_group_id}
    return {"arrived": Arrived.OTHER}


def _words(text: str) -> dict[str, object]:
    if not text.startswith("/"):
        return {"arrived": Arrived.TYPED, "value": text}
    name, _, argument = text[1:].partition(" ")
    return {"arrived": Arrived.COMMAND, "value": name.split("@", 1)[0].lower(), "argument": argument.strip()}
