"""What the conversation needs of a machine that translates; the one there is speaks to a server, in `bot/`."""

from collections.abc import Sequence
from typing import Protocol


class NoTranslation(Exception):
    """It could not be translated now; the message says why, without a word of the text."""


class MachineTranslator(Protocol):
    """Translates what residents wrote into Danish, on a server that the plan runs itself."""

    def knows(self, language: str) -> bool:
        """Whether it translates from this language into Danish, as far as was heard."""

    async def into_danish(self, texts: Sequence[str], language: str) -> list[str]:
        """The same texts in Danish; raises NoTranslation. What must not leave the house is masked before."""

    def look(self) -> None:
        """See what it knows, beside everything else, unless that was seen a short time ago."""

    async def looked(self) -> None:
        """Wait for that."""

    def abandon(self) -> None:
        """Ask nothing more."""
