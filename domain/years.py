"""What is entered once a year: figures that others measure, and that a year is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


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


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """A year that was closed, with its figures as they were then."""

    year: int
    figures: Mapping[str, Any]
    closed_at: datetime
