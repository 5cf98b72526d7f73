"""What staff ask a resident back about her request."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a resident; `kind` is the key of a ready one, `answer` that of the button she pressed."""

    id: int
    code: str
    request: int
    staff_name: str
    kind: str
    asked_at: datetime
    answer: str | None
