"""What is entered once a year: figures that others measure, and that a year is closed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.criteria import Criterion
from domain.programme import Programme
from domain.surveys import Quarter

# 6,4 · 6.4 % · 6,4 pct.
_FIGURE = re.compile(r"([-−–]?\d{1,3})(?:[.,](\d{1,2}))?\s?(%|procent|pct\.?)?", re.ASCII | re.IGNORECASE)
LONGEST_SOURCE = 100


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """A figure that others measured, for the whole area: of which year, from whom, of which day, entered by whom."""

    id: int
    criterion: str
    year: int
    value: float
    source: str
    as_of: date
    staff_name: str
    noted_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """A year that was closed, with its figures as they were then."""

    year: int
    figures: Mapping[str, Any]
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not known yet of a year, in numbers.

    Rounds that are not closed, times of which nobody has said how they went, meetings at which nobody is noted, of how
    many an outcome is unknown by criterion, and the criteria whose figures of the area are not entered.
    """

    rounds: int
    times: int
    meetings: int
    unknown: Mapping[str, int]
    figures: tuple[str, ...]


def read_figure(text: str) -> float | None:
    """The figure somebody typed; None where it is none."""
    found = _FIGURE.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    whole = re.sub("[−–]", "-", found[1])
    return float(f"{whole}.{found[2] or 0}")


def bounds_of(criterion: Criterion) -> tuple[float, float]:
    """Between which figures a figure of the area can lie."""
    baseline = criterion.baseline
    return (0.0, 100.0) if baseline is None else (baseline.least, baseline.most)


def closable_on(programme: Programme, year: int) -> date:
    """The day on which every round of a year is closed; from then on it can be closed."""
    last = Quarter(year, 4)
    return max([last.ends_on, *(last.closes_on(one) for one in programme.surveys)])
