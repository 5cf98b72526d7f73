"""Ways through the house that many people take, by the English labels of what they press."""

from typing import Protocol

LETTERS = "✉️ Letters and forms"


class Player(Protocol):
    """Somebody with a phone, who presses what is visible by its English label."""

    async def taps(self, sentence: str, /) -> None: ...

    async def taps_label(self, label: str, /) -> None: ...

    async def taps_nth(self, number: int, /) -> str: ...

    async def types(self, text: str, /) -> None: ...

    async def shares_number(self) -> None: ...

    async def is_told(self) -> None:
        """Wait for the next message that she did not ask for."""


async def asks(someone: Player, topic: str = LETTERS, *, way: str) -> None:
    """Go from home to the question after how to meet."""
    await someone.types("/start")
    await someone.taps("💬 Talk to someone")
    await someone.taps("💬 Ask for a talk")
    await someone.taps(topic)
    await someone.taps(way)


async def finishes(someone: Player, send: str = "✅ Send") -> None:
    """No special needs, no name, send."""
    await someone.taps("✔️ Go on")
    await someone.taps("No name")
    await someone.taps(send)


async def chooses_a_time(someone: Player, *, day: int = 0, time: int = 0) -> tuple[str, str]:
    """Choose the so-many-th day and hour, up to the tap that books; gives what stands on both."""
    await asks(someone, way="🗓 Book a time")
    chosen = await someone.taps_nth(day), await someone.taps_nth(time)
    await someone.taps("✔️ Go on")
    await someone.taps("No name")
    return chosen


async def asks_for_a_call(someone: Player) -> None:
    """Ask to be called, at any time."""
    await asks(someone, way="📞 Call me")
    await someone.shares_number()
    await someone.taps("Any time")
    await finishes(someone)


async def comes_by(member: Player, topic: str, language: str, family: str = "🆕 A new family") -> None:
    """Somebody came by: four taps, and the talk stands in the register."""
    await member.types("/henvendelse")
    await member.taps(topic)
    await member.taps_label(language)
    await member.taps(family)
