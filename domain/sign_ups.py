"""Sign-ups: who takes part in a gathering, the line of those who wait, and what each says to a session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.gathering_rules import Care, GatheringRules
from domain.gatherings import Gathering, GatheringState

# What a family brings to a table that is shared: its own food, or one of these.
OWN_FOOD = "own"
DISHES = (OWN_FOOD, "main", "salad", "bread", "dessert", "fruit", "drinks")
# What a kitchen has to know, each with how many it is true of; of whom is not asked.
KITCHEN = ("nuts", "milk", "egg", "gluten", "fish", "pork", "halal", "vegetarian", "other")
# A family is not larger than this; more is a slip of the finger or a school class.
MOST_ADULTS, MOST_CHILDREN = 6, 9


class SignUpState(StrEnum):
    """Where a sign-up stands; `OFFERED` keeps a place until `offered_until` and ends by itself."""

    GOING = "going"
    WAITING = "waiting"
    OFFERED = "offered"
    LAPSED = "lapsed"
    LEFT = "left"


SIGN_UP_MOVES: dict[SignUpState, frozenset[SignUpState]] = {
    SignUpState.GOING: frozenset({SignUpState.LEFT}),
    SignUpState.WAITING: frozenset({SignUpState.OFFERED, SignUpState.GOING, SignUpState.LEFT}),
    SignUpState.OFFERED: frozenset({SignUpState.GOING, SignUpState.LAPSED, SignUpState.LEFT}),
    # Whoever left or let an offer go may come again, into the end of the line if there is one.
    SignUpState.LAPSED: frozenset({SignUpState.GOING, SignUpState.WAITING, SignUpState.LEFT}),
    SignUpState.LEFT: frozenset({SignUpState.GOING, SignUpState.WAITING}),
}
# These keep a place that nobody else can have.
TAKES_PLACE = frozenset({SignUpState.GOING, SignUpState.OFFERED})
ACTIVE = frozenset({SignUpState.GOING, SignUpState.OFFERED, SignUpState.WAITING})


class Answer(StrEnum):
    """What somebody says to one session."""

    COMING = "coming"
    NOT_COMING = "not-coming"


class Arrival(StrEnum):
    """How it is known that somebody was there."""

    LIST = "list"
    DOOR = "door"
    WALK_IN = "walk-in"


@dataclass(frozen=True, slots=True)
class Party:
    """Who comes along: adults, children by age band, and whether the children shall be looked after."""

    adults: int = 1
    children: Mapping[str, int] = field(default_factory=dict)
    childcare: bool = False

    @property
    def young(self) -> int:
        """How many children."""
        return sum(self.children.values())


@dataclass(frozen=True, slots=True)
class Needs:
    """What the kitchen and the hosts have to know; `allergies` are counts by kind, of nobody in particular."""

    dish: str | None = None
    allergies: Mapping[str, int] = field(default_factory=dict)
    interpreter: str | None = None


@dataclass(frozen=True, slots=True)
class SignUp:
    """One family, or one woman, in one gathering; `person` is who speaks for it, None without a phone.

    `queued_at` gives the place in the line, and since when she takes part. `leave_ends_on` is the end of a mother's
    leave, if she says so; `ended_at` is when whoever has left did so.
    """

    id: int
    code: str
    gathering: int
    family: int
    person: int | None
    state: SignUpState
    party: Party
    needs: Needs
    queued_at: datetime
    offered_until: datetime | None
    name: str | None = None
    has_phone: bool = False
    leave_ends_on: date | None = None
    ended_at: datetime | None = None

    def stands(self, now: datetime) -> bool:
        """Whether it still means something: an offer is over when its time is, whatever the clock has done so far."""
        over = self.state is SignUpState.OFFERED and self.offered_until is not None and self.offered_until <= now
        return self.state in ACTIVE and not over


@dataclass(frozen=True, slots=True)
class Attendance:
    """What one family, or one woman, said to one session, and whether it was there; None is unknown, never no.

    `party` stands in place of the sign-up's for this session only.
    """

    id: int
    session: int
    family: int
    person: int | None
    answer: Answer | None
    party: Party | None
    food: bool
    present: bool | None
    way: Arrival | None


@dataclass(frozen=True, slots=True)
class Noted:
    """Something noted of who was there: of which attendance and family, when, what, and by whom.

    `present` is None where it was taken back; `name` is None where the family opened the code on the door itself.
    """

    attendance: int
    family: str
    nickname: str | None
    at: datetime
    present: bool | None
    name: str | None


def looks_after_children(rules: GatheringRules, gathering: Gathering) -> bool:
    """Whether somebody looks after the children while the parents take part."""
    return rules.childcare is Care.ALWAYS or (rules.childcare is Care.PLANNED and gathering.childcare)


def changeable(gathering: Gathering, now: datetime) -> bool:
    """Whether something can still be said about taking part: until the last session has begun."""
    return gathering.state is GatheringState.OPEN and any(one.starts_at > now for one in gathering.standing)


def free_places(places: int | None, taken: int) -> int | None:
    """How many places are free; None means as many as come."""
    return None if places is None else max(0, places - taken)


def open_to_all(rules: GatheringRules, starts_at: datetime, now: datetime) -> bool:
    """Whether it is too late to offer places one after another: what is free is whoever's comes first."""
    return now >= starts_at - rules.offers_end


def offered_until(rules: GatheringRules, starts_at: datetime, now: datetime) -> datetime:
    """Until when an offer made now stands: for its time, never past the moment from which places are open to all."""
    return min(now + rules.offer_stands, max(starts_at - rules.offers_end, now + timedelta(hours=1)))


def joinable(rules: GatheringRules, gathering: Gathering, now: datetime) -> bool:
    """Whether one may still sign up, or get in line: it is open, something of it lies ahead, and it is not too late."""
    if gathering.state is not GatheringState.OPEN or not gathering.coming(now):
        return False
    last = rules.joins_until
    return last is None or now < gathering.standing[min(last, len(gathering.standing)) - 1].starts_at
