"""What staff note beside attendance: outcomes of mothers' groups, and hours that partners gave."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.gathering_rules import OutcomeKind


class Daycare(StrEnum):
    """Whether a child has started in daycare; what nobody has noted is unknown, never no.

    `MISTAKE`: there is no such child, it was noted by mistake.
    """

    STARTED = "started"
    NOT_STARTED = "not-started"
    UNKNOWN = "unknown"
    MISTAKE = "mistake"


class Plan(StrEnum):
    """What a mother plans when she leaves the group; what nobody has noted is unknown, never none."""

    JOB = "job"
    EDUCATION = "education"
    ACTIVATION = "activation"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was noted last about one child, or about the mother herself where `child` is 0."""

    kind: OutcomeKind
    child: int
    value: str
    staff_name: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """Time that a partner gave on one day, in minutes."""

    id: int
    partner: str
    given_on: date
    minutes: int
    staff_name: str


def holding(noted: Iterable[Outcome]) -> dict[tuple[OutcomeKind, int], Outcome]:
    """What holds now of all that was noted, oldest first; a child noted by mistake is none."""
    newest = {(one.kind, one.child): one for one in noted}
    return {key: one for key, one in newest.items() if one.value != Daycare.MISTAKE}


def children_of(noted: Iterable[Outcome]) -> dict[int, Outcome]:
    """What holds of each child."""
    return {child: one for (kind, child), one in holding(noted).items() if kind is OutcomeKind.DAYCARE}


# More in one day is a slip of the finger.
MOST_MINUTES = 24 * 60
_HOURS = re.compile(r"(\d{1,2})?(?:[.,](\d{1,2})|\s*(½))?\s*(?:t|timer?|h)?\.?", re.ASCII)
_MINUTES = re.compile(r"(\d{1,4})\s*(?:m|min|minutter)\.?", re.ASCII)


def read_hours(text: str) -> int | None:
    """Minutes, as somebody types hours: "2", "1,5", "1½ t", "90 min"; None when it is no time."""
    typed = text.strip().casefold()
    if (found := _MINUTES.fullmatch(typed)) is not None:
        minutes = int(found[1])
    elif (found := _HOURS.fullmatch(typed)) is not None and any(found.groups()):
        part = 0.5 if found[3] else float(f"0.{found[2] or 0}")
        minutes = round((int(found[1] or 0) + part) * 60)
    else:
        return None
    return minutes if 0 < minutes <= MOST_MINUTES else None
