"""The figures of a year as rows, one for each figure and each part of one: for spreadsheets and for other programs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from domain.criteria import Criterion, Measure
from domain.figures import Figure, Share, Year

# The name of the row that decides, where a criterion has several parts.
JOINT = "joint"
Pick = Callable[[Mapping[str, str]], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, or one part of one; the names of the fields are the names of the columns.

    `n_population` is N, `n_answered` n, and k lies from `k_low` to `k_high`. Shares are from 0 to 1. What may not be
    said, or does not apply, is None.
    """

    year: int
    criterion: str
    part: str
    name: str
    definition: str
    measure: str
    unit: str
    value: float | None
    value_of: int | None
    value_unknown: int | None
    n_population: int | None
    n_asked: int | None
    n_answered: int | None
    k_low: int | None
    k_high: int | None
    share_low: float | None
    share_high: float | None
    interval_low: float | None
    interval_high: float | None
    bounds_low: float | None
    bounds_high: float | None
    target: float | None
    baseline: float | None
    baseline_year: int | None
    better: str
    verdict: str
    period_from: date
    period_to: date
    closed_on: date | None
    as_of: date | None
    wording: str
    source: str
    registered_by: str


COLUMNS = tuple(field.name for field in fields(Row))
SHARES = frozenset(
    {"share_low", "share_high", "interval_low", "interval_high", "bounds_low", "bounds_high"},
)
YEARS = frozenset({"year", "baseline_year"})


def rows_of(
    year: Year, criteria: Iterable[Criterion], pick: Pick, questions: Callable[[Criterion, str], str]
) -> list[Row]:
    """All rows of a year, in the order of the programme; `questions` names a part of a criterion."""
    return [
        row
        for criterion in criteria
        if (figure := year.figure(criterion.key)) is not None
        for row in _of_figure(year, criterion, figure, pick, questions)
    ]


def _of_figure(
    year: Year, criterion: Criterion, figure: Figure, pick: Pick, questions: Callable[[Criterion, str], str]
) -> list[Row]:
    if criterion.measure is not Measure.ANSWERS:
        return [_row(year, criterion, figure, pick, "", pick(criterion.texts), None)]
    whole = _row(year, criterion, figure, pick, JOINT, pick(criterion.texts), figure.joint)
    parts = [
        _row(year, criterion, figure, pick, key, questions(criterion, key), share)
        for key, share in figure.parts.items()
    ]
    return [whole, *parts]


def _row(
    year: Year, criterion: Criterion, figure: Figure, pick: Pick, part: str, name: str, share: Share | None
) -> Row:
    response, by_whom, base = figure.response, criterion.registered_by, criterion.baseline
    whole = part in ("", JOINT)
    low, high = _shares(criterion, figure, share)
    return Row(
        year=year.year,
        criterion=criterion.key,
        part=part,
        name=name,
        definition=pick(criterion.definition),
        measure=criterion.measure.value,
        unit=criterion.unit.value,
        value=figure.value,
        value_of=figure.of,
        value_unknown=figure.unknown if criterion.measure is Measure.OUTCOME else None,
        n_population=share.population if share else (response.population if response else None),
        n_asked=response.asked if response else None,
        n_answered=share.answered if share else (response.answered if response else None),
        k_low=share.yes.low if share and share.yes else None,
        k_high=share.yes.high if share and share.yes else None,
        share_low=low,
        share_high=high,
        interval_low=share.interval[0] if share and share.interval else None,
        interval_high=share.interval[1] if share and share.interval else None,
        bounds_low=share.bounds[0] if share and share.bounds else None,
        bounds_high=share.bounds[1] if share and share.bounds else None,
        target=criterion.target if whole else None,
        baseline=base.value if base else None,
        baseline_year=base.year if base else None,
        better=base.better.value if base else "",
        verdict=figure.verdict.value if whole else "",
        period_from=date(year.year, 1, 1),
        period_to=date(year.year, 12, 31),
        closed_on=year.closed_on,
        as_of=figure.as_of,
        wording=" ".join(figure.versions),
        source=figure.source or pick(criterion.source),
        registered_by=by_whom.value if by_whom else "",
    )


def _shares(criterion: Criterion, figure: Figure, share: Share | None) -> tuple[float | None, float | None]:
    if share is not None and share.yes is not None and share.answered:
        return share.yes.low / share.answered, share.yes.high / share.answered
    if criterion.measure is Measure.OUTCOME and figure.of and figure.value is not None:
        return figure.value / figure.of, figure.value / figure.of
    return None, None


def single_rows(year: Year, criteria: Iterable[Criterion], pick: Pick) -> list[Row]:
    """A row for each course and each evening, for a file that is one table; the day it ended is the part."""
    return [
        replace(
            _row(year, one, figure, pick, each.day.isoformat(), pick(one.texts), None),
            value=each.value,
            value_of=each.of,
        )
        for one in criteria
        if (figure := year.figure(one.key)) is not None
        for each in figure.singles
    ]


def singles_of(year: Year, criteria: Iterable[Criterion]) -> list[tuple[str, date, int, int | None]]:
    """Each course and each evening by itself: criterion, day, how many, of how many."""
    found = ((one.key, year.figure(one.key)) for one in criteria)
    return [(key, one.day, one.value, one.of) for key, figure in found if figure for one in figure.singles]


def responses_of(year: Year, criteria: Sequence[Criterion]) -> list[tuple[str, str, str, int]]:
    """Who answered, all of it counts: criterion, what, of which language or way, and how many."""
    rows: list[tuple[str, str, str, int]] = []
    for key, figure in ((one.key, year.figure(one.key)) for one in criteria):
        response = figure.response if figure else None
        if response is None:
            continue
        counts = ("population", "asked", "answered", "withheld", "begun", "declined", "apart")
        rows += [(key, name, "", getattr(response, name)) for name in counts]
        for code, (answered, asked) in sorted(response.by_language.items()):
            rows += [(key, "answered-by-language", code, answered), (key, "asked-by-language", code, asked)]
        rows += [(key, "answered-by-mode", mode, number) for mode, number in sorted(response.by_mode.items())]
    return rows
