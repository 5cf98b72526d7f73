"""Messages that leave later or go to somebody else: what the outbox holds."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any


class Lane(IntEnum):
    """Which messages overtake which; smaller goes first."""

    INTERACTIVE = 0
    URGENT = 1
    BULK = 2


class NoticeState(StrEnum):
    """How a notice ended; only `WAITING` is not an end."""

    WAITING = "waiting"
    SENT = "sent"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell one person, once, within its time.

    `purpose` is unique: saying the same thing twice is impossible by construction. Text, language and status are
    resolved when it leaves, so `data` holds ids only.
    """

    recipient: int
    kind: str
    purpose: str
    data: dict[str, Any] = field(default_factory=dict)
    not_before: datetime | None = None
    not_after: datetime | None = None
    lane: Lane = Lane.URGENT


# Nobody can say that these arrived.
NOT_ARRIVED = frozenset({NoticeState.BLOCKED, NoticeState.FAILED, NoticeState.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a notice: when it was settled, or while it waits, when it may leave."""

    kind: str
    state: NoticeState
    at: datetime
    # Staff told her in another way.
    by_phone: bool = False


@dataclass(frozen=True, slots=True)
class Untold:
    """What did not reach a resident and still matters to her: somebody has to call."""

    id: int
    request: int
    code: str
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A notice whose time has come, with how often it was tried."""

    id: int
    recipient: int
    kind: str
    data: dict[str, Any]
    not_after: datetime | None
    lane: Lane
    attempts: int
    repeat: bool
    purpose: str
