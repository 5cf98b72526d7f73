"""The chats the bot is in: one with each person, and groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.keyboards import ReplyKeyboard

if TYPE_CHECKING:
    from simulator.messages import Message
    from simulator.people import Person


@dataclass(eq=False)
class Chat:
    """A private chat, a group, a supergroup or a channel."""

    id: int
    kind: str
    bot: dict[str, Any]
    ids: Iterator[int]
    as_json: dict[str, Any]
    person: Person | None = None
    members: list[Person] = field(default_factory=list)
    bot_is: str = "left"
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: ReplyKeyboard | None = None
    keyboard_from: int | None = None

    @property
    def private(self) -> bool:
        return self.kind == "private"

    def newest_from_bot(self) -> Message | None:
        return next((message for message in reversed(self.messages.values()) if message.from_bot), None)

    def show(self, message: Message) -> None:
        """Put a message into the chat; one that carries a keyboard, or takes it away, changes what is shown."""
        self.messages[message.message_id] = message
        if message.sent_with == "reply":
            self.keyboard, self.keyboard_from = message.markup.keyboard, message.message_id
        elif message.sent_with in ("remove", "force"):
            self.hide_keyboard()

    def hide_keyboard(self) -> None:
        self.keyboard, self.keyboard_from = None, None

    def drop(self, message_id: int) -> None:
        """Delete for everyone; a keyboard goes with the message that brought it."""
        del self.messages[message_id]
        if message_id == self.keyboard_from:
            self.hide_keyboard()
