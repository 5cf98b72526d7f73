"""Hours of the day and of the week, in local time."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """The same hours every week, in local time; `weekday` is ISO (Monday 1)."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one day that is unlike other weeks; with neither end the house is closed that day."""

    opens: time | None
    closes: time | None

    @property
    def closed(self) -> bool:
        """Whether nobody is in the house."""
        return self.opens is None and self.closes is None

    def holds(self, begins: time, ends: time) -> bool:
        """Whether something from then till then can still be."""
        if self.closed:
            return False
        return (self.opens is None or begins >= self.opens) and (self.closes is None or ends <= self.closes)
