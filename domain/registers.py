"""The register of talks: what stands in it of a talk that nobody asked for beforehand."""

from dataclasses import dataclass
from datetime import datetime

WALK_IN, GATHERING = "walk-in", "gathering"


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk; `family` is its code, `nickname` what staff call it."""

    token: str
    family: str
    family_id: int
    nickname: str | None
    way: str
    topic: str | None
    language: str | None
    held_at: datetime
    registered_at: datetime
    staff: int
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Met:
    """A family that was here before."""

    id: int
    code: str
    nickname: str | None
