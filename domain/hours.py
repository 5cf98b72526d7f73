"""Hours of the day and of the week, in local time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time

Hours = tuple[time, time]


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """The same hours every week, in local time; `weekday` is ISO (Monday 1)."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one day that is unlike other weeks; with nothing at all the house is closed that day.

    `opens` and `closes` bound all that is in the house. `drop_in` stands in place of the week's, and bounds nothing.
    """

    opens: time | None = None
    closes: time | None = None
    drop_in: tuple[Hours, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether nobody is in the house."""
        return not (self.bounded or self.drop_in)

    @property
    def bounded(self) -> bool:
        """Whether it opens or closes at another time, and is else a day like others."""
        return self.opens is not None or self.closes is not None

    def within(self, begins: time, ends: time) -> Hours | None:
        """What is left that day of something from then till then, if anything is."""
        begins, ends = max(begins, self.opens or begins), min(ends, self.closes or ends)
        return (begins, ends) if begins < ends and not self.closed else None

    def holds(self, begins: time, ends: time) -> bool:
        """Whether something from then till then can still be."""
        return self.within(begins, ends) == (begins, ends)


@dataclass(frozen=True, slots=True)
class SaidHours:
    """Hours that a member of staff said for a day."""

    hours: DayHours
    staff_name: str


def joined(every: Iterable[Hours]) -> tuple[Hours, ...]:
    """Hours in order, those made one that touch or overlap."""
    found: list[Hours] = []
    for begins, ends in sorted(every):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return tuple(found)


def bounded_by(before: DayHours | None, opens: time | None, closes: time | None) -> DayHours:
    """It opens, or closes, then; what was said before about that day still holds as far as it can."""
    if before is None or before.closed:
        return DayHours(opens, closes)
    bounds = DayHours(opens or before.opens, closes or before.closes)
    if bounds.opens and bounds.closes and bounds.opens >= bounds.closes:
        return DayHours(opens, closes)
    return replace(bounds, drop_in=tuple(left for hours in before.drop_in if (left := bounds.within(*hours))))


def drop_in_instead(before: DayHours | None, drop_in: tuple[Hours, ...]) -> DayHours:
    """Drop-in is then; a house that was to be closed is open for nothing else."""
    if before is not None and before.closed:
        return DayHours(drop_in[0][0], drop_in[-1][1], drop_in)
    return replace(before or DayHours(), drop_in=drop_in)
