"""A message: as the bot is told of it, and as a person sees it."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.formatting import Run, runs
from simulator.keyboards import NONE, Button, Markup, ReplyKeyboard

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.people import Person


SERVICE = frozenset({"new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id"})


@dataclass(frozen=True)
class Document:
    """A file as the reader can open it; photos and voice notes too."""

    name: str
    bytes: builtins.bytes
    mime_type: str = "application/octet-stream"
    seconds: int = 0


@dataclass(frozen=True)
class Place:
    """A point on the map, with a name where it is a venue."""

    lat: float
    lon: float
    title: str = ""
    address: str = ""


@dataclass(frozen=True)
class Contact:
    """A shared card."""

    phone: str
    first_name: str
    last_name: str = ""
    user_id: int | None = None


@dataclass(eq=False)
class Message:
    """One message of one chat; edits change it in place."""

    message_id: int
    chat: Chat
    sender: Person | None
    date: datetime
    content: dict[str, Any]
    markup: Markup = NONE
    # How the message was first sent decides for good whether it can be edited.
    sent_with: str = ""
    reply_to: Message | None = None
    edited_at: datetime | None = None
    file: Document | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def from_bot(self) -> bool:
        return self.sender is None

    @property
    def edited(self) -> bool:
        return self.edited_at is not None

    @property
    def service(self) -> bool:
        """Whether Telegram itself wrote it, about the chat."""
        return not SERVICE.isdisjoint(self.content)

    @property
    def text(self) -> str:
        """What can be read: the text, or the caption under a picture or file."""
        return str(self.content.get("text", self.content.get("caption", "")))

    @property
    def entities(self) -> list[dict[str, Any]]:
        return list(self.content.get("entities", self.content.get("caption_entities", [])))

    @property
    def runs(self) -> list[Run]:
        return runs(self.text, self.entities)

    @property
    def buttons(self) -> list[list[Button]]:
        return self.markup.buttons

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.buttons for button in row]

    @property
    def reply_keyboard(self) -> ReplyKeyboard | None:
        return self.markup.keyboard

    @property
    def kind(self) -> str:
        """What the message is, by the Bot API's name: "text", "photo", "venue"."""
        return next(iter(self.content))

    @property
    def document(self) -> Document | None:
        return self.file if "document" in self.content else None

    @property
    def photo(self) -> Document | None:
        return self.file if "photo" in self.content else None

    @property
    def voice(self) -> Document | None:
        return self.file if "voice" in self.content else None

    @property
    def venue(self) -> Place | None:
        venue = self.content.get("venue")
        if venue is None:
            return None
        return Place(venue["location"]["latitude"], venue["location"]["longitude"], venue["title"], venue["address"])

    @property
    def location(self) -> Place | None:
        point = self.content.get("location")
        return Place(point["latitude"], point["longitude"]) if point else None

    @property
    def contact(self) -> Contact | None:
        card = self.content.get("contact")
        if card is None:
            return None
        return Contact(card["phone_number"], card["first_name"], card.get("last_name", ""), card.get("user_id"))

    def as_json(self, *, reply: bool = True) -> dict[str, Any]:
        """The message as the server writes it for the bot."""
        written: dict[str, Any] = {"message_id": self.message_id}
        if self.chat.kind != "channel":
            written["from"] = self.sender.user if self.sender else self.chat.bot
        written |= {"chat": self.chat.as_json, "date": int(self.date.timestamp())} | self.extra
        if self.edited_at:
            written["edit_date"] = int(self.edited_at.timestamp())
        if self.reply_to and reply:
            written["reply_to_message"] = self.reply_to.as_json(reply=False)
        return written | self.content | self.markup.echoed

    def inaccessible(self) -> dict[str, Any]:
        """What remains of a message that is gone or too old."""
        return {"chat": self.chat.as_json, "message_id": self.message_id, "date": 0}
