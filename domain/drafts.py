"""A form half filled in: the only memory a conversation has."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Draft:
    """One person's unfinished form: choices in `answers`, her own words in `secrets`."""

    token: str
    form: str
    step: str
    answers: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    def has(self, step: str) -> bool:
        """Whether this step was answered, be it with nothing."""
        return step in self.answers
