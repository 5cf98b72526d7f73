"""The figures of a year: what each criterion came to, and how sure that is. Everything here may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What a figure says of its target."""

    MET = "met"
    NOT_MET = "not-met"
    # The share of those who answered reaches it, and the silent ones could still pull it below.
    MET_AMONG_ANSWERED = "met-among-answered"
    # Too few families, too few answers, or nothing measured.
    TOO_FEW = "too-few"
    # The year is not over, and it has not come so far yet.
    ON_THE_WAY = "on-the-way"


@dataclass(frozen=True, slots=True)
class Known:
    """What may be said of a number: it lies from `low` to `high`, both counted; they are equal where it is exact."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether it is a number and no range."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Share:
    """How many agreed (k) of those whose answer is counted in it (n), of those reached (N).

    `yes` is None where nothing may be said. `interval` is 95 % (Wilson, finite population), as two shares from 0 to 1;
    None below N = 20, or where k is not exact. `bounds` are the shares if none, or all, of the others agreed.
    """

    yes: Known | None
    answered: int
    population: int
    interval: tuple[float, float] | None = None
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """Who answered, all of it counts: families reached (N), asked, and answered.

    `withheld` answered too, in groups too small to be added without giving somebody away. `begun` did not finish.
    `apart` are second answers of one family. `by_language` is families answered and asked, of languages with at least
    five that were asked. `by_mode` says how they answered.
    """

    population: int
    asked: int
    answered: int
    withheld: int = 0
    begun: int = 0
    declined: int = 0
    apart: int = 0
    by_language: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    by_mode: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Single:
    """One gathering, or one evening, in a figure: its public code, its day, how many, and of how many."""

    code: str
    day: date
    value: int
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """What one criterion came to in one year.

    `value` is a number of what is counted, an average, or an outside figure. A share of outcomes is `value` of `of`,
    with `unknown` of whom nothing is known. A survey has `joint`, which decides, and `parts` by question. `as_of` is
    until when things are counted; of a survey the day its newest counted round closed, None before that.
    `registered` is what staff wrote down of the same talks, by outcome: it stands beside the answers, never in them.
    """

    criterion: str
    year: int
    verdict: Verdict
    value: float | None = None
    of: int | None = None
    unknown: int = 0
    singles: tuple[Single, ...] = ()
    joint: Share | None = None
    parts: Mapping[str, Share] = field(default_factory=dict)
    response: Response | None = None
    versions: tuple[str, ...] = ()
    source: str | None = None
    as_of: date | None = None
    registered: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Year:
    """All figures of a year; `closed_on` once it is closed, after which nothing in it changes."""

    year: int
    figures: tuple[Figure, ...]
    closed_on: date | None = None
    talks: int = 0
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def figure(self, criterion: str) -> Figure | None:
        """What this criterion came to."""
        return next((one for one in self.figures if one.criterion == criterion), None)
