"""What a programme says about one kind of gathering: who runs it, how often, for whom, and what is asked of whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum

from domain.people import Role


class Unit(StrEnum):
    """What signs up and is counted: a family as a whole, or one woman of it."""

    FAMILY = "family"
    WOMAN = "woman"
    MOTHER = "mother"

    @property
    def one_person(self) -> bool:
        """Whether two of one family are two."""
        return self is not Unit.FAMILY


class Care(StrEnum):
    """Whether the children are looked after: always, never, or as each gathering is planned."""

    ALWAYS = "always"
    PLANNED = "planned"
    NEVER = "never"


class Food(StrEnum):
    """Who brings the food: each her own or something to share, the house, the women in turn, or nobody."""

    BROUGHT = "brought"
    MADE = "made"
    TURNS = "turns"
    NONE = "none"


class OutcomeKind(StrEnum):
    """What is known of a mother when she leaves her group."""

    DAYCARE = "daycare"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the evening: when it begins, local time, and what it is."""

    at: time
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ContributingPartner:
    """A partner that gives hours to an activity: so many a year, as agreed."""

    key: str
    texts: Mapping[str, str]
    hours: int


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who can be invited to a session, for those who take part to choose from."""

    key: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GatheringRules:
    """One kind of gathering as this plan runs it.

    `sessions` is how few and how many belong to one. `places` counts what the unit counts; None means as many as come.
    `joins_until` is the last session before whose start one can join; None means at any time. `remind` is how long
    before the start, longest first. A freed place is offered for `offer_stands`, until `offers_end` before the start;
    after that it is open to all who wait. `completes` is how many sessions make a family one that has completed; None
    means that there is no such thing. `measured_after` is how many months after leaving it is looked at whether a child
    has started in daycare.
    """

    run_by: frozenset[Role]
    unit: Unit
    sessions: tuple[int, int]
    begins: time
    ends: time
    places: int | None = None
    every: timedelta = timedelta(days=7)
    by_invitation: bool = False
    private: bool = False
    joins_until: int | None = None
    childcare: Care = Care.NEVER
    food: Food = Food.NONE
    votes: bool = False
    remind: tuple[timedelta, ...] = (timedelta(days=1), timedelta(hours=2))
    offer_stands: timedelta = timedelta(hours=24)
    offers_end: timedelta = timedelta(hours=24)
    completes: int | None = None
    parts: tuple[Part, ...] = ()
    partners: tuple[ContributingPartner, ...] = ()
    guests: tuple[Guest, ...] = ()
    outcomes: frozenset[OutcomeKind] = field(default_factory=frozenset)
    measured_after: int | None = None

    @property
    def single(self) -> bool:
        """Whether one is a single meeting, such as a family evening."""
        return self.sessions == (1, 1)

    @property
    def hidden(self) -> bool:
        """Whether only those who were invited learn of it."""
        return self.private or self.by_invitation

    @property
    def diploma(self) -> bool:
        """Whether it can be completed."""
        return self.completes is not None
