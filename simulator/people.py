"""People with a phone: what they see of the bot, and what they can do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import doings
from simulator.keyboards import Button
from simulator.messages import Message

if TYPE_CHECKING:
    from simulator.chats import Chat
    from simulator.telegram import LocalTelegram

HERE = (56.1276, 10.1523)


class Person:
    """Somebody with Telegram; everything she does only queues updates for the bot."""

    def __init__(self, telegram: LocalTelegram, user: dict[str, Any], phone: str) -> None:
        self.telegram = telegram
        self.user = user
        self.phone = phone
        self.alerts: list[str] = []
        self.known = False
        self.started = False
        self.blocked = False
        self.gone = False

    def __repr__(self) -> str:
        return f"<{self.first_name}, {self.id}>"

    @property
    def id(self) -> int:
        return int(self.user["id"])

    @property
    def first_name(self) -> str:
        return str(self.user["first_name"])

    @property
    def language_code(self) -> str | None:
        return self.user.get("language_code")

    @property
    def chat(self) -> Chat:
        return self.telegram.chats[self.id]

    @property
    def messages(self) -> list[Message]:
        """Her chat with the bot as it is now, oldest first."""
        return list(self.chat.messages.values())

    @property
    def text(self) -> str:
        """The bot's newest message."""
        newest = self.chat.newest_from_bot()
        return newest.text if newest else ""

    @property
    def sees(self) -> list[str]:
        """The labels under the bot's newest message, then those of the keyboard where she types."""
        newest = self.chat.newest_from_bot()
        return (newest.labels if newest else []) + [button.label for button in self.keyboard]

    @property
    def keyboard(self) -> list[Button]:
        shown = self.chat.keyboard
        return [button for row in shown.rows for button in row] if shown else []

    @property
    def commands(self) -> list[dict[str, str]]:
        """The command menu beside the field where she types."""
        return self.telegram.menus.seen_by(self.id, self.language_code)

    @property
    def spinning(self) -> int:
        """How many of her presses still wait for an answer."""
        return self.telegram.presses.spinning(self)

    def start(self, payload: str | None = None) -> Message:
        """Press START, perhaps after a link with a payload; who had blocked the bot unblocks it so."""
        if self.blocked:
            self.unblock()
        return self.send(f"/start {doings.payload(payload)}" if payload else "/start")

    def send(self, text: str) -> Message:
        return doings.write(self, text)

    def tap(self, label: str, *, message: Message | None = None) -> None:
        """Tap the button with this label: under a message, else on the keyboard where she types."""
        doings.tap(self, label, message)

    def press(self, data: str, message_id: int | None = None) -> None:
        """Send any callback data for any message, as a modified client can."""
        doings.press(self, data, message_id)

    def share_contact(self) -> Message:
        """Share her own card."""
        return self.send_contact(self.phone, self.id, self.first_name)

    def send_contact(self, phone: str, user_id: int | None = None, first_name: str = "X") -> Message:
        return doings.send_contact(self, phone, user_id, first_name)

    def send_voice(self, seconds: int = 5) -> Message:
        return doings.send_voice(self, seconds)

    def send_photo(self, caption: str | None = None) -> Message:
        return doings.send_photo(self, caption)

    def send_album(self, n: int) -> list[Message]:
        return doings.send_album(self, n)

    def send_sticker(self) -> Message:
        return doings.send_sticker(self)

    def send_location(self, lat: float = HERE[0], lon: float = HERE[1]) -> Message:
        return doings.send(self, {"location": {"latitude": lat, "longitude": lon}})

    def send_document(self, name: str, content: bytes) -> Message:
        return doings.send_document(self, name, content)

    def edit(self, message: Message, text: str) -> None:
        doings.edit(self, message, text)

    def delete(self, message: Message) -> None:
        """Delete for both; the bot is not told."""
        self.chat.drop(message.message_id)
        self.telegram.touch()

    def block(self) -> None:
        doings.set_blocked(self, True)

    def unblock(self) -> None:
        doings.set_blocked(self, False)

    def delete_account(self) -> None:
        self.gone = True
        self.telegram.touch()

    def add_bot_to(self, group: Chat) -> None:
        doings.add_bot(self, group)

    def remove_bot_from(self, group: Chat) -> None:
        doings.remove_bot(self, group)

    def send_to(self, group: Chat, text: str) -> Message:
        return doings.write(self, text, group)
