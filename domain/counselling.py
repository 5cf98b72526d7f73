"""Open family counselling: what a request is, and the states it can be in.

The diagram in docs/architecture.md is drawn from `REQUEST_MOVES` and checked against it by the tests.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How the resident wants to meet us."""

    COME = "come"
    BOOK = "book"
    CALL = "call"


class RequestState(StrEnum):
    """Where a request stands."""

    NEW = "new"
    TAKEN = "taken"
    OFFERED = "offered"
    BOOKED = "booked"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


REQUEST_MOVES: dict[RequestState, frozenset[RequestState]] = {
    RequestState.NEW: frozenset(
        {RequestState.TAKEN, RequestState.BOOKED, RequestState.CLOSED, RequestState.WITHDRAWN},
    ),
    RequestState.TAKEN: frozenset(
        {
            RequestState.NEW,
            RequestState.OFFERED,
            RequestState.BOOKED,
            RequestState.CLOSED,
            RequestState.WITHDRAWN,
        },
    ),
    RequestState.OFFERED: frozenset(
        {RequestState.NEW, RequestState.TAKEN, RequestState.BOOKED, RequestState.CLOSED, RequestState.WITHDRAWN},
    ),
    RequestState.BOOKED: frozenset(
        {RequestState.NEW, RequestState.TAKEN, RequestState.CLOSED, RequestState.WITHDRAWN},
    ),
    RequestState.CLOSED: frozenset(),
    RequestState.WITHDRAWN: frozenset(),
}
# In these it is one member of staff's, and only looked at by the others.
HELD_BY_ONE = frozenset({RequestState.TAKEN, RequestState.OFFERED})
OPEN_STATES = frozenset(state for state, onward in REQUEST_MOVES.items() if onward)


class Outcome(StrEnum):
    """What came of a request, in the family worker's judgement."""

    GUIDED = "guided"
    BRIDGED = "bridged"
    REFERRED = "referred"
    FURTHER = "further"
    MISSED = "missed"
    NOT_NEEDED = "not-needed"


class Happening(StrEnum):
    """A step in the history of a request, logged with who and when."""

    SENT = "sent"
    TAKEN = "taken"
    PUT_BACK = "put-back"
    OFFERED = "offered"
    OFFER_DECLINED = "offer-declined"
    OFFER_EXPIRED = "offer-expired"
    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    CONFIRMED_COMING = "confirmed-coming"
    ANSWERED = "answered"
    HELD = "held"
    MISSED = "missed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    DETAILS_SEEN = "details-seen"
    NO_ANSWER = "no-answer"
    TOLD = "told"
    FOLLOW_UP = "follow-up"
    ASKED_BACK = "asked-back"
    REPLIED = "replied"
    HELP_READING = "help-reading"
    CORRECTED = "corrected"
    REFERRAL_ASKED = "referral-asked"
    REFERRAL_AGREED = "referral-agreed"
    REFERRAL_DECLINED = "referral-declined"
    REFERRAL_WITHDRAWN = "referral-withdrawn"
    REFERRAL_RECALLED = "referral-recalled"
    REFERRAL_LAPSED = "referral-lapsed"
    REFERRAL_TAKEN = "referral-taken"
    REFERRAL_HELPED = "referral-helped"
    REFERRAL_NOT_REACHED = "referral-not-reached"
    REFERRAL_RETURNED = "referral-returned"
    BRIDGED = "bridged"
    BRIDGE_TAKEN_BACK = "bridge-taken-back"


# After one of these it is the resident who may say more.
HERS_TO_ANSWER = frozenset(
    {Happening.ANSWERED, Happening.ASKED_BACK, Happening.REFERRAL_ASKED, Happening.MISSED, Happening.HELD}
)


@dataclass(frozen=True, slots=True)
class Request:
    """A resident's request for counselling; what she wrote is read apart, on tap."""

    id: int
    code: str
    family: int
    person: int
    topic: str | None
    way: Way
    language: str
    interpreter: str | None
    companion: bool
    quiet_room: bool
    call_window: str | None
    has_note: bool
    has_voice: bool
    has_phone: bool
    state: RequestState
    staff: int | None
    staff_name: str | None
    created_at: datetime
    promised_by: datetime
    # Whoever has it does not work just now, and this place in the roster stands in for her.
    staff_away: bool = False
    stand_in: int | None = None

    @property
    def open(self) -> bool:
        """Whether anything can still happen to it."""
        return self.state in OPEN_STATES

    def concerns(self, member: int) -> bool:
        """Whether its cards are for her: nobody has it, she has, or she acts for whoever has it and is away."""
        return self.staff in (None, member) or (self.staff_away and self.stand_in in (None, member))

    def open_to(self, member: int) -> bool:
        """Whether this member of staff may act on it."""
        return self.open and (self.state not in HELD_BY_ONE or self.concerns(member))

    def keeper(self, member: int) -> int:
        """Whose it is once she has acted on it: hers, or still that of whoever is away and for whom she acts."""
        return self.staff if self.staff is not None and self.staff_away and self.concerns(member) else member


@dataclass(frozen=True, slots=True)
class Touch:
    """The last that was done about a request, and when; to have read her words is not to have done anything."""

    id: int
    request: Request
    what: Happening
    at: datetime

    @property
    def hers_to_answer(self) -> bool:
        """Whether the next word is rather hers than ours."""
        return self.what in HERS_TO_ANSWER


@dataclass(frozen=True, slots=True)
class Details:
    """What the resident told us in her own words: shown on tap, erased when its time is up."""

    name: str | None
    phone: str | None
    note: str | None
    voice: str | None


@dataclass(frozen=True, slots=True)
class Wish:
    """A filled-in request, before it is sent."""

    way: Way
    topic: str | None = None
    interpreter: str | None = None
    companion: bool = False
    quiet_room: bool = False
    call_window: str | None = None
    details: Details = Details(None, None, None, None)
