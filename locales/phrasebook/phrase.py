"""One phrase: a sentence that staff and residents often have to say to each other, with blanks that staff fill in."""

from collections.abc import Sequence
from dataclasses import dataclass

from locales.phrasebook.answers import Answers
from locales.sentences import pieces


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence by its key, and the answers to choose from; the sentence is said with the context "phrase"."""

    key: str
    sentence: str
    answers: Answers

    @property
    def blanks(self) -> tuple[str, ...]:
        """What has to be filled in, in the order of the English sentence."""
        return tuple(name for _, name in pieces(self.sentence) if name is not None)


@dataclass(frozen=True, slots=True)
class Situation:
    """What belongs together: its name is said with the context "button"."""

    key: str
    name: str
    phrases: Sequence[Phrase]
