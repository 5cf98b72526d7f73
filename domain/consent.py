"""What a resident may say yes or no to, each for itself; a yes is taken back as easily as it was given."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What we may write to her of our own accord; the value is the column of her answer in `persons`."""

    REMINDERS = "reminders"
    SURVEYS = "surveys"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class Decision:
    """One yes or no of hers."""

    purpose: Purpose
    given: bool
    at: datetime
