"""Families passed on to somebody else with their yes, and bridges built to the municipality.

The diagram in docs/architecture.md is drawn from `REFERRAL_MOVES` and checked against it by the tests.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.people import Person, Role, Staff
from domain.programme import Specialist

# So long her answer is waited for.
ASKED_FOR = timedelta(days=14)


class ReferralState(StrEnum):
    """Where a referral stands; nothing reaches the helper before she has agreed."""

    ASKED = "asked"
    AGREED = "agreed"
    TAKEN = "taken"
    DONE = "done"
    RETURNED = "returned"
    RECALLED = "recalled"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


_GIVEN_UP = frozenset({ReferralState.RETURNED, ReferralState.RECALLED, ReferralState.WITHDRAWN})
REFERRAL_MOVES: dict[ReferralState, frozenset[ReferralState]] = {
    ReferralState.ASKED: _GIVEN_UP | {ReferralState.AGREED, ReferralState.DECLINED, ReferralState.LAPSED},
    # Whom the family worker contacts herself has no place in this chat to take it in.
    ReferralState.AGREED: _GIVEN_UP | {ReferralState.TAKEN, ReferralState.DONE},
    ReferralState.TAKEN: _GIVEN_UP | {ReferralState.DONE},
    ReferralState.DONE: frozenset(),
    ReferralState.RETURNED: frozenset(),
    ReferralState.RECALLED: frozenset(),
    ReferralState.DECLINED: frozenset(),
    ReferralState.LAPSED: frozenset(),
    ReferralState.WITHDRAWN: frozenset(),
}
RUNNING = frozenset(state for state, onward in REFERRAL_MOVES.items() if onward)
# In these she has said yes, and a helper may see the lines that go along.
OPEN_TO_HELPERS = frozenset({ReferralState.AGREED, ReferralState.TAKEN})


class Line(StrEnum):
    """Something of a request that can go along."""

    TOPIC = "topic"
    LANGUAGE = "language"
    TIME = "time"
    NAME = "name"
    PHONE = "phone"
    NOTE = "note"


# What little is enough for a helper to know whether she can help.
LEAST = (Line.TOPIC, Line.LANGUAGE)
# What she told us in her own words: shown on tap only, and looking is logged.
HER_WORDS = frozenset({Line.NAME, Line.PHONE, Line.NOTE})


class ReferralOutcome(StrEnum):
    """What came of it, as whoever took it says."""

    HELPED = "helped"
    NOT_REACHED = "not-reached"
    NOT_FOR_ME = "not-for-me"

    @property
    def leads_to(self) -> ReferralState:
        """Whether it is over by this, or goes back to the family worker."""
        return ReferralState.RETURNED if self is ReferralOutcome.NOT_FOR_ME else ReferralState.DONE


@dataclass(frozen=True, slots=True)
class Referral:
    """A request passed on; `to` is whoever was chosen or took it, nobody yet where any of several can."""

    id: int
    code: str
    request: int
    staff: int
    staff_name: str
    specialist: str
    to: int | None
    to_name: str | None
    lines: tuple[Line, ...]
    state: ReferralState
    outcome: ReferralOutcome | None
    asked_at: datetime

    @property
    def running(self) -> bool:
        """Whether anything can still happen to it."""
        return self.state in RUNNING

    @property
    def outside(self) -> bool:
        """Whether it goes to somebody without a place in this chat: whoever refers makes that contact."""
        return self.to == self.staff


@dataclass(frozen=True, slots=True)
class Contact:
    """A bridge built to the municipality: to whom by kind, by which member of staff, when."""

    id: int
    bridge: str
    staff_name: str
    made_at: datetime
    withdrawn: bool


def could(member: Staff | None, specialist: Specialist) -> bool:
    """Whether somebody in the roster is such a specialist: helpers by their field, others by their role."""
    if member is None or not member.confirmed or member.role is not specialist.role:
        return False
    return member.role is not Role.HELPER or member.field == specialist.key


def may_be_hers(person: Person, referral: Referral, specialist: Specialist | None) -> bool:
    """Whether a helper may see a referral: it was given to her, or waits for any of several and she is one."""
    if person.staff is None or referral.outside or referral.state not in OPEN_TO_HELPERS:
        return False
    if referral.to is not None:
        return referral.to == person.staff.id
    others = person.staff.id != referral.staff
    return others and specialist is not None and could(person.staff, specialist)
