"""From figures to what a chart shows of them."""

from collections.abc import Sequence

from documents.charts import Bar, Point, Trend
from domain.criteria import Criterion, Measure
from domain.figures import Figure, Year
from domain.reports import is_proven
from handlers.report.staff_report_words import figure_words, goal_words, verdict_words
from locales import Translator

# A count that is just at its goal fills so much of the bar, and leaves room to go beyond it.
GOAL_AT = 0.8
# A chart of a few years can be read on a phone.
MOST_YEARS = 6


def bars(tr: Translator, criteria: Sequence[Criterion], year: Year) -> list[Bar]:
    """One bar for each of our own criteria; what others measure is never drawn beside them."""
    return [bar(tr, one, year.figure(one.key)) for one in criteria if not one.outside]


def bar(tr: Translator, criterion: Criterion, figure: Figure | None) -> Bar:
    """One figure against its goal."""
    low, high = extent(criterion, figure) or (0.0, 0.0)
    full = _full(criterion, high)
    return Bar(
        tr.pick(criterion.texts),
        figure_words(tr, criterion, figure),
        verdict_words(tr, figure) if figure else "",
        goal_words(tr, criterion),
        min(low / full, 1),
        min(high / full, 1),
        None if criterion.target is None else criterion.target / full,
        figure is None or is_proven(figure),
    )


def _full(criterion: Criterion, highest: float) -> float:
    """What the whole length stands for: every share from nought to all; a count up to a little beyond its goal."""
    if criterion.is_share:
        return 1.0
    return max((_goal(criterion) or 0) / GOAL_AT, highest) or 1.0


def extent(criterion: Criterion, figure: Figure | None) -> tuple[float, float] | None:
    """From where to where a figure lies, in its own measure; None where nothing may be said of it."""
    if figure is None:
        return None
    if criterion.measure is Measure.ANSWERS:
        return _answered(figure)
    if criterion.measure is Measure.OUTCOME:
        share = (figure.value or 0) / figure.of if figure.of else None
        return None if share is None else (share, share)
    if criterion.measure is Measure.COMPLETED and figure.singles:
        # The goal is for each: the lowest decides.
        lowest = float(min(one.value for one in figure.singles))
        return lowest, lowest
    return None if figure.value is None else (figure.value, figure.value)


def _answered(figure: Figure) -> tuple[float, float] | None:
    share = figure.joint
    if share is None or not share.answered:
        return None
    return None if share.yes is None else (share.yes.low / share.answered, share.yes.high / share.answered)


def trend(tr: Translator, criterion: Criterion, years: Sequence[Year]) -> Trend:
    """One figure through the years that there are, each against the goal that it had."""
    found = [(_as_it_was(criterion, one), one, one.figure(criterion.key)) for one in years[-MOST_YEARS:]]
    full = max(_full(its, (extent(its, figure) or (0, 0))[1]) for its, _, figure in found)
    points = tuple(_point(tr, its, one, figure, full) for its, one, figure in found)
    return Trend(tr.pick(criterion.texts), points, _goals(tr, [(its, one) for its, one, _ in found]))


def _as_it_was(criterion: Criterion, year: Year) -> Criterion:
    """A criterion as a year was measured by it."""
    return next((one for one in year.criteria if one.key == criterion.key), criterion)


def _goals(tr: Translator, found: Sequence[tuple[Criterion, Year]]) -> str:
    """The goal of all years, or of each where they differ."""
    goals = [(goal_words(tr, its), one.year) for its, one in found]
    if len({goal for goal, _ in goals}) == 1:
        return goals[0][0]
    return " · ".join(f"{year}: {goal}" for goal, year in goals)


def _point(tr: Translator, criterion: Criterion, year: Year, figure: Figure | None, full: float) -> Point:
    low, high = extent(criterion, figure) or (0.0, 0.0)
    goal = _goal(criterion)
    return Point(
        str(year.year),
        figure_words(tr, criterion, figure),
        max(low / full, 0),
        max(high / full, 0),
        None if goal is None else goal / full,
        year.closed_on is not None and (figure is None or is_proven(figure)),
    )


def _goal(criterion: Criterion) -> float | None:
    """What a figure is held against: its target, or where an outside figure began."""
    return criterion.target if criterion.baseline is None else criterion.baseline.value
