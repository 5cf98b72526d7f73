"""A week of the house, Monday to Sunday."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from domain.programme import Programme
from domain.slots import Span, utc

DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """One week, by its Monday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week a day lies in."""
        return cls(day - timedelta(days=day.isoweekday() - 1))

    @property
    def number(self) -> int:
        """What the week is called in Denmark: by ISO, so a year may have 53."""
        return self.monday.isocalendar().week

    @property
    def days(self) -> list[date]:
        """Its days."""
        return [self.monday + timedelta(days=number) for number in range(DAYS)]

    def beside(self, weeks: int) -> "Week":
        """The week so many later, or earlier."""
        return Week(self.monday + timedelta(weeks=weeks))

    def span(self, programme: Programme) -> Span:
        """From the first midnight to the last, by the house's clock."""
        first, after = (utc(programme, one.monday, time(0)) for one in (self, self.beside(1)))
        return Span(first, after)


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """What a week came to; `waiting` only while it is this week."""

    requests: int
    talks: int
    new_families: int
    bridges: int
    appointments: int
    waiting: int | None


@dataclass(frozen=True, slots=True)
class Away:
    """Who does not work on some days of the week."""

    name: str
    first: date
    last: date
