"""A working day of the house, played by its people: what the demo shows, and what a test counts the taps of.

Twelve families write, six come by, two colleagues are away, and a day opens later than in other weeks.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from domain.people import Role

Say = Callable[[str], None]
LETTERS, MONEY, SCHOOL = "✉️ Letters and forms", "💰 Money and home", "🏫 School or daycare"


class Player(Protocol):
    """Somebody with a phone, who presses what is visible by its English label."""

    async def taps(self, sentence: str, /) -> None: ...

    async def taps_label(self, label: str, /) -> None: ...

    async def taps_nth(self, number: int, /) -> str: ...

    async def types(self, text: str, /) -> None: ...

    async def shares_number(self) -> None: ...

    async def is_told(self) -> None: ...


class Town(Protocol):
    """Where a day is played: people can be added to it, and time can pass."""

    async def resident(self, name: str, language: str, /) -> Player: ...

    async def staff(self, name: str, role: Role, /) -> Player: ...

    async def later(self, by: timedelta, /) -> None: ...
