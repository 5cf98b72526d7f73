"""Polls: what women and families wish for."""

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
