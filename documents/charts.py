"""What a chart shows: bars against goals, and years side by side. Every value also stands beside it in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure against its goal; all places are from 0 to 1 of the bar's length.

    It is filled up to `sure`, and hatched on to `upto` where nobody knows. `proven` is False for a figure that is not
    proven for all: then it is hatched altogether. `goal` is None where there is none to draw.
    """

    name: str
    figure: str
    verdict: str
    goal_words: str
    sure: float
    upto: float
    goal: float | None
    proven: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a trend, filled up to `sure` and pale on to `upto`, both from 0 to 1 of the height.

    `goal` is where the goal of that year lies; None where there is none to draw.
    """

    year: str
    figure: str
    sure: float
    upto: float
    goal: float | None
    proven: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """The years of one figure, oldest first; `goal_words` is their goal, or each one's."""

    name: str
    points: tuple[Point, ...]
    goal_words: str
