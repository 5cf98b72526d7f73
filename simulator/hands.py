"""Somebody who plays a person: presses what is visible, then waits until the bot has answered."""

from collections.abc import Callable

from simulator.people import Person

# A bot that is being started needs some seconds; nobody waits for longer than this.
PATIENCE = 30.0


class Unanswered(RuntimeError):
    """The bot does not answer, or shows no button with that label."""


class Hand:
    """A person's hand: one thing after another, as fast as the bot answers."""

    def __init__(self, person: Person, patience: float = PATIENCE) -> None:
        self.person, self.patience = person, patience
        self.taps_made = self._told = 0

    @property
    def sees(self) -> list[str]:
        """The labels she can press now."""
        return self.person.sees

    async def starts(self, payload: str | None = None) -> None:
        """Press START, perhaps after a link with a payload."""
        await self._does(lambda: self.person.start(payload))

    async def sends(self, text: str) -> None:
        """Write a message."""
        await self._does(lambda: self.person.send(text))

    async def taps_label(self, label: str) -> None:
        """Press the newest button with this label, once there is one."""
        await self._until(lambda: self._shows(label), f"no button {label!r}")
        self.taps_made += 1
        await self._does(lambda: self.person.tap(label))

    async def taps_nth(self, number: int) -> str:
        """Press the so-many-th button of the newest message, counted from 0; say what stands on it."""
        label = self.sees[number]
        await self.taps_label(label)
        return label

    async def is_told(self) -> None:
        """Wait for a message that is newer than all she has acted on or waited for."""
        await self._until(lambda: self._newest() > self._told, "no message")
        self._told = self._newest()

    def _newest(self) -> int:
        newest = self.person.chat.newest_from_bot()
        return newest.message_id if newest else 0

    def _shows(self, label: str) -> bool:
        chat = self.person.chat
        under = (button.label for message in chat.messages.values() for row in message.buttons for button in row)
        return label in under or label in [button.label for button in self.person.keyboard]

    async def _does(self, act: Callable[[], object]) -> None:
        before = self._looks()
        act()
        await self._until(lambda: self._looks() != before and not self.person.spinning, "no answer")
        self._told = self._newest()

    def _looks(self) -> list[tuple[int, str, list[str]]]:
        """All that the bot has written into her chat, as it stands now."""
        messages = (message for message in self.person.messages if message.from_bot)
        return [(one.message_id, one.text, one.labels) for one in messages]

    async def _until(self, condition: Callable[[], bool], otherwise: str) -> None:
        try:
            await self.person.telegram.until(condition, self.patience)
        except TimeoutError:
            raise Unanswered(f"{self.person.first_name}: {otherwise}") from None
