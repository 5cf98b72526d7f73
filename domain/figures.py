"""The figures of a year: what each criterion came to, and how sure that is. Everything here may be shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from domain.criteria import Criterion, criterion_from


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
    with `unknown` of whom nothing is known, or not yet. A survey has `joint`, which decides, and `parts` by question.
    `as_of` is until when things are counted; of a survey the day its newest counted round closed, None before that.
    `registered` is what staff say came of their requests, small numbers put together: it stands beside the answers.
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
    """All figures of a year; `closed_on` once it is closed, after which nothing in it changes.

    `criteria` are those it was measured by: what they mean and their targets, whatever the programme says later.
    """

    year: int
    figures: tuple[Figure, ...]
    closed_on: date | None = None
    talks: int = 0
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    criteria: tuple[Criterion, ...] = ()

    def figure(self, criterion: str) -> Figure | None:
        """What this criterion came to."""
        return next((one for one in self.figures if one.criterion == criterion), None)


def as_data(year: Year) -> dict[str, Any]:
    """A year as it is kept once it is closed: nothing but what JSON has."""
    kept: dict[str, Any] = _plain(asdict(year))
    return kept


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def from_data(kept: Mapping[str, Any], closed_on: date | None = None) -> Year:
    """A year as it was kept, and the day on which it was closed."""
    themes = {key: tuple(texts) for key, texts in kept["themes"].items()}
    figures = tuple(_figure(one) for one in kept["figures"])
    criteria = tuple(criterion_from(one) for one in kept["criteria"])
    return Year(kept["year"], figures, closed_on, kept["talks"], themes, criteria)


def _figure(kept: Mapping[str, Any]) -> Figure:
    plain = {key: kept[key] for key in ("criterion", "year", "value", "of", "unknown", "source")}
    return Figure(
        **plain,
        verdict=Verdict(kept["verdict"]),
        singles=tuple(Single(**{**one, "day": date.fromisoformat(one["day"])}) for one in kept["singles"]),
        joint=_share(kept["joint"]),
        parts={key: part for key, one in kept["parts"].items() if (part := _share(one)) is not None},
        response=_response(kept["response"]),
        versions=tuple(kept["versions"]),
        registered=kept["registered"],
        as_of=None if kept["as_of"] is None else date.fromisoformat(kept["as_of"]),
    )


def _share(kept: Mapping[str, Any] | None) -> Share | None:
    if kept is None:
        return None
    yes, pairs = kept["yes"], {key: kept[key] and tuple(kept[key]) for key in ("interval", "bounds")}
    return Share(None if yes is None else Known(**yes), kept["answered"], kept["population"], **pairs)


def _response(kept: Mapping[str, Any] | None) -> Response | None:
    if kept is None:
        return None
    languages = {key: (answered, asked) for key, (answered, asked) in kept["by_language"].items()}
    return Response(**{**kept, "by_language": languages})
