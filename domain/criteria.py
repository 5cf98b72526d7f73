"""The programme's criteria (succeskriterier): what is counted of whom, by when, and against which target."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.gathering_rules import OutcomeKind
from domain.people import Role

# Counselling is no gathering; criteria and surveys call it by this name.
COUNSELLING = "counselling"


class Measure(StrEnum):
    """How a criterion is measured.

    `UNIQUE`: different families or women that took part at least once in the year. `COMPLETED`: those that completed a
    gathering, of each gathering by itself. `EVENTS`: sessions held. `AVERAGE`: how many came to one, on average.
    `ANSWERS`: the share that said yes in a survey. `OUTCOME`: the share of what became of those who left. `OUTSIDE`: a
    figure that others measure, for the whole area.
    """

    UNIQUE = "unique"
    COMPLETED = "completed"
    EVENTS = "events"
    AVERAGE = "average"
    ANSWERS = "answers"
    OUTCOME = "outcome"
    OUTSIDE = "outside"


class Counted(StrEnum):
    """What is counted."""

    FAMILY = "family"
    WOMAN = "woman"
    MOTHER = "mother"
    CHILD = "child"
    EVENING = "evening"
    PUPIL = "pupil"


class Better(StrEnum):
    """Which way an outside figure shall move from where it began."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where an outside figure began: its value, the year it is of, and which way is better.

    `elsewhere` is the figure it is held against, if there is one, and `where` says of what it is. What lies outside
    `least` and `most` is a slip; without other bounds it is in percent.
    """

    value: float
    year: int
    better: Better
    elsewhere: float | None = None
    where: Mapping[str, str] | None = None
    percent: bool = True
    least: float = 0.0
    most: float = 100.0


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion, as the programme file says it.

    `target` is a number of what is counted, or a share from 0 to 1 for `ANSWERS` and `OUTCOME`; an outside figure has a
    baseline instead. `questions` must all be answered yes by a family for it to agree. `counts` are the outcomes that
    count. `times` is how many gatherings there shall be in a year, each with the target. `ways` narrows the talks that
    make a family one that was counselled; empty means all.
    """

    key: str
    texts: Mapping[str, str]
    definition: Mapping[str, str]
    measure: Measure
    unit: Counted
    activities: tuple[str, ...]
    target: float | None
    registered_by: Role | None
    source: Mapping[str, str]
    survey: str | None = None
    questions: tuple[str, ...] = ()
    outcome: OutcomeKind | None = None
    counts: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    baseline: Baseline | None = None
    times: int = 1

    @property
    def outside(self) -> bool:
        """Whether others measure it."""
        return self.measure is Measure.OUTSIDE

    @property
    def is_share(self) -> bool:
        """Whether its target is a share, from 0 to 1."""
        return self.measure in (Measure.ANSWERS, Measure.OUTCOME)


def criterion_from(kept: Mapping[str, Any]) -> Criterion:
    """A criterion as it was kept with the figures of a closed year."""
    words = {key: tuple(kept[key]) for key in ("activities", "questions", "counts", "ways")}
    base, by, outcome = kept["baseline"], kept["registered_by"], kept["outcome"]
    special = {
        "measure": Measure(kept["measure"]),
        "unit": Counted(kept["unit"]),
        "registered_by": None if by is None else Role(by),
        "outcome": None if outcome is None else OutcomeKind(outcome),
        "baseline": None if base is None else Baseline(**{**base, "better": Better(base["better"])}),
    }
    return Criterion(**{**kept, **words, **special})
