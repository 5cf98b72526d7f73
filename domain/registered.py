"""What the registers and the closed rounds hold of one year: all that its figures are computed from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.criteria import COUNSELLING, Criterion
from domain.gathering_rules import GatheringRules, Unit
from domain.gatherings import Gathering, Session
from domain.ledgers import Outcome
from domain.programme import Programme
from domain.slots import Span, local_day
from domain.surveys import Ballot, Invitation, Round
from domain.turnout import key_of
from domain.years import AreaFigure

# A family and, where somebody is known by herself, who of it.
Who = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody whose part in an activity ended in the year: when, and what was noted of her since, oldest first."""

    who: Who
    activity: str
    at: datetime
    noted: Sequence[Outcome]


@dataclass(frozen=True, slots=True)
class Register:
    """Everything registered of a year, by ids; nothing of this is shown.

    `talked` are the ways in which a family was talked with. `present` says who was there at least once, by activity.
    `gatherings` are those with a session in the year, `seen` who was at each of their sessions that somebody has noted,
    and `going` who has a place in each. `became` is what staff say came of requests. `invitations` and `ballots` are
    those of closed rounds, by round.
    """

    programme: Programme
    year: int
    span: Span
    now: datetime
    talks: int = 0
    talked: Mapping[int, frozenset[str]] = field(default_factory=dict)
    present: Mapping[str, frozenset[Who]] = field(default_factory=dict)
    gatherings: Sequence[Gathering] = ()
    seen: Mapping[int, frozenset[Who]] = field(default_factory=dict)
    going: Mapping[int, frozenset[Who]] = field(default_factory=dict)
    left: Sequence[Left] = ()
    became: Mapping[str, int] = field(default_factory=dict)
    area: Mapping[str, AreaFigure] = field(default_factory=dict)
    rounds: Sequence[Round] = ()
    invitations: Mapping[int, Sequence[Invitation]] = field(default_factory=dict)
    ballots: Mapping[int, Sequence[Ballot]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day it is in the house."""
        return local_day(self.programme, self.now)

    @property
    def running(self) -> bool:
        """Whether the year is not over."""
        return self.now < self.span.ends_at

    def families(self, criterion: Criterion) -> set[int]:
        """The families that took part in what a criterion is about, once at least."""
        there = {family for activity in criterion.activities for family, _ in self.present.get(activity, ())}
        if COUNSELLING in criterion.activities:
            which = set(criterion.ways)
            there |= {family for family, ways in self.talked.items() if not which or ways & which}
        return there

    def rules(self, activity: str) -> GatheringRules:
        """The rules of an activity that a criterion names; the programme was held to it when it was read."""
        found = self.programme.rules(activity)
        assert found is not None
        return found

    def held(self, gathering: Gathering) -> list[Session]:
        """The sessions of the year that took place and are over."""
        within = [one for one in gathering.standing if self.has(one) and gathering.takes_place(one)]
        return [one for one in within if one.ends_at <= self.now]

    def has(self, session: Session) -> bool:
        """Whether a session lies in the year."""
        return self.span.starts_at <= session.starts_at < self.span.ends_at

    def of(self, criterion: Criterion) -> list[Gathering]:
        """The gatherings that a criterion is about."""
        return [one for one in self.gatherings if one.activity in criterion.activities]


def keys(criterion: Criterion, who: Iterable[Who], rules: GatheringRules | None = None) -> set[int]:
    """Different families, or women, as a criterion counts them."""
    return {key_of(unit_of(criterion, rules), *one) for one in who}


def unit_of(criterion: Criterion, rules: GatheringRules | None = None) -> Unit:
    """What is counted once: what the criterion says, or where that is nobody who comes, what the activity counts."""
    if criterion.unit.value in tuple(Unit):
        return Unit(criterion.unit.value)
    return Unit.FAMILY if rules is None else rules.unit
