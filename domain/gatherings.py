"""Gatherings: family evenings, family courses, Mødre Imellem and mothers' groups, each a list of sessions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.slots import Span

# By language; Danish is always there where there is anything.
Texts = Mapping[str, str]


class GatheringState(StrEnum):
    """Where a gathering stands: a draft is seen by those who plan it only."""

    DRAFT = "draft"
    OPEN = "open"
    CANCELLED = "cancelled"
    ENDED = "ended"


GATHERING_MOVES: dict[GatheringState, frozenset[GatheringState]] = {
    GatheringState.DRAFT: frozenset({GatheringState.OPEN}),
    GatheringState.OPEN: frozenset({GatheringState.CANCELLED, GatheringState.ENDED}),
    GatheringState.CANCELLED: frozenset(),
    GatheringState.ENDED: frozenset(),
}


class SessionState(StrEnum):
    """Where a session stands; that it is over is said by the clock."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


SESSION_MOVES: dict[SessionState, frozenset[SessionState]] = {
    SessionState.PLANNED: frozenset({SessionState.CANCELLED}),
    SessionState.CANCELLED: frozenset(),
}


class Detail(StrEnum):
    """What staff say about a gathering or a session in their own words."""

    TALK = "talk"
    CREATIVE = "creative"
    WHO = "who"
    BRING = "bring"


@dataclass(frozen=True, slots=True)
class Venue:
    """Where it is, if not in the house."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class About:
    """What it is about: a theme of the list that is translated, or a title of its own, and the details."""

    theme: str | None = None
    title: Texts = field(default_factory=dict)
    details: Mapping[Detail, Texts] = field(default_factory=dict)
    venue: Venue | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of a gathering; `sequence` rises with every change that a calendar must learn of.

    `number` counts the sessions of its gathering from 1 in the order of time; cancelled ones are counted too.
    """

    id: int
    code: str
    gathering: int
    starts_at: datetime
    ends_at: datetime
    state: SessionState
    about: About
    sequence: int
    door: str
    number: int = 1

    @property
    def span(self) -> Span:
        """From when to when."""
        return Span(self.starts_at, self.ends_at)

    @property
    def stands(self) -> bool:
        """Whether it takes place, or has."""
        return self.state is SessionState.PLANNED


@dataclass(frozen=True, slots=True)
class Gathering:
    """Something one signs up for; a family evening has one session, the others have many.

    `activity` is the key of one of the programme's activities, whose rules hold. `places` counts what the rules count.
    """

    id: int
    code: str
    activity: str
    state: GatheringState
    about: About
    places: int | None
    childcare: bool
    join_code: str
    staff: int
    sessions: tuple[Session, ...] = ()
    ended_at: datetime | None = None

    @property
    def standing(self) -> tuple[Session, ...]:
        """The sessions that take place, or have."""
        return tuple(one for one in self.sessions if one.stands)

    def coming(self, now: datetime) -> tuple[Session, ...]:
        """The sessions that are not over yet."""
        return tuple(one for one in self.standing if one.ends_at > now)

    def takes_place(self, session: Session) -> bool:
        """Whether one of its sessions takes place, or has: of what was cancelled as a whole, those that came before."""
        cancelled = self.state is GatheringState.CANCELLED
        return session.stands and not (cancelled and (self.ended_at is None or session.ends_at > self.ended_at))

    def session(self, code: str) -> Session | None:
        """The session with this code."""
        return next((one for one in self.sessions if one.code == code), None)


def local_span(day: date, begins: time, ends: time, zone: ZoneInfo) -> Span:
    """A meeting by the clock on the wall: it keeps its hour over both changes of the clocks."""
    starts, over = (datetime.combine(day, at, zone).astimezone(UTC) for at in (begins, ends))
    return Span(starts, over)


def overlaps(span: Span, others: Iterable[Session]) -> Sequence[Session]:
    """The sessions of others that take place at the same time, for part of it at least."""
    return [one for one in others if one.stands and one.starts_at < span.ends_at and span.starts_at < one.ends_at]
