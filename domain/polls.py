"""Polls: what women and families wish for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class PollKind(StrEnum):
    """What is asked about."""

    TOPIC = "topic"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Poll:
    """A question to those of one gathering; an option is the key of a theme, or words by language."""

    id: int
    code: str
    gathering: int
    kind: PollKind
    options: tuple[Any, ...]
    asked_at: datetime
    closes_at: datetime
    closed_at: datetime | None

    def runs(self, now: datetime) -> bool:
        """Whether one may still vote."""
        return self.closed_at is None and now < self.closes_at


# So many options are few enough to choose among, and enough to be a choice.
FEWEST_OPTIONS, MOST_OPTIONS = 2, 5
# An option stands on a button.
LONGEST_OPTION = 24
# From so many votes on the result says how many; of fewer one could guess whose they are.
VOTES_TO_SHOW = 5


def winners(votes: Mapping[int, int]) -> list[int]:
    """The choices with the most votes; several when they are even, none without a vote."""
    most = max(votes.values(), default=0)
    return sorted(choice for choice, number in votes.items() if number == most and most > 0)


def read_option(text: str, languages: Collection[str]) -> dict[str, str] | None:
    """An option in Danish, and on lines of their own in other languages ("en: Sewing"); None when it is not clear."""
    first, *others = [line.strip() for line in text.strip().split("\n") if line.strip()] or [""]
    found = {"da": first}
    for line in others:
        language, _, words = line.partition(":")
        found[language.strip().casefold()] = words.strip()
    fits = all(0 < len(words) <= LONGEST_OPTION for words in found.values())
    return found if fits and found.keys() <= {"da", *languages} else None
