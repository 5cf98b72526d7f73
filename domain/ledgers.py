"""What staff note beside attendance: outcomes of mothers' groups, and hours that partners gave."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.gathering_rules import OutcomeKind


class Daycare(StrEnum):
    """Whether a child has started in daycare; what nobody has noted is unknown, never no."""

    STARTED = "started"
    NOT_STARTED = "not-started"
    UNKNOWN = "unknown"


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
