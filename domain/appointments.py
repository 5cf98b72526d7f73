"""Appointments: times that are kept for somebody, and the states they can be in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """A meeting in the house, a call within a window of time, or a meeting elsewhere that staff come along to."""

    VISIT = "visit"
    CALL = "call"
    COMPANY = "company"


class AppointmentState(StrEnum):
    """Where an appointment stands; `RESERVED` and `OFFERED` end by themselves at `reserved_until`."""

    RESERVED = "reserved"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    HELD = "held"
    MISSED = "missed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


APPOINTMENT_MOVES: dict[AppointmentState, frozenset[AppointmentState]] = {
    AppointmentState.RESERVED: frozenset({AppointmentState.CONFIRMED, AppointmentState.LAPSED}),
    AppointmentState.OFFERED: frozenset({AppointmentState.CONFIRMED, AppointmentState.LAPSED}),
    AppointmentState.CONFIRMED: frozenset(
        {AppointmentState.HELD, AppointmentState.MISSED, AppointmentState.MOVED, AppointmentState.CANCELLED},
    ),
    # A family worker who pressed the wrong one may put it right.
    AppointmentState.HELD: frozenset({AppointmentState.MISSED}),
    AppointmentState.MISSED: frozenset({AppointmentState.HELD}),
    AppointmentState.MOVED: frozenset(),
    AppointmentState.CANCELLED: frozenset(),
    AppointmentState.LAPSED: frozenset(),
}
# While an appointment is in one of these, nobody else can have its time.
OCCUPYING = frozenset({AppointmentState.RESERVED, AppointmentState.OFFERED, AppointmentState.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Appointment:
    """One kept time; `request` is None while a resident is still deciding."""

    id: int
    code: str
    request: int | None
    person: int
    kind: Kind
    starts_at: datetime
    ends_at: datetime
    state: AppointmentState
    reserved_until: datetime | None
    sequence: int
    # With whom a meeting elsewhere is, in general words; where it is stands sealed.
    with_whom: str | None = None

    def changeable(self, now: datetime) -> bool:
        """Whether she may still move or cancel it: a meeting until it starts, a call until its window is over."""
        until = self.ends_at if self.kind is Kind.CALL else self.starts_at
        return self.state is AppointmentState.CONFIRMED and now < until
