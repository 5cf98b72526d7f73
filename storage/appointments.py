"""Kept times, and the register of talks they end in."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    bindparam,
    func,
    select,
    update,
)

from domain.appointments import APPOINTMENT_MOVES, OCCUPYING, Appointment, AppointmentState, Kind
from domain.slots import Span
from storage.columns import Moment, partial_index
from storage.engine import Tx, metadata

appointments = Table(
    "appointments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("request_id", ForeignKey("requests.id"), index=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("state", String, nullable=False),
    Column("reserved_until", Moment),
    Column("sequence", Integer, nullable=False),
    Column("staff_id", ForeignKey("staff.id")),
    Column("created_at", Moment, nullable=False),
    # Of a meeting elsewhere that a family worker comes along to: where, in her words, and with whom, in general ones.
    Column("place", LargeBinary),
    Column("with_whom", String),
)
_OCCUPIES = appointments.c.state.in_(sorted(OCCUPYING)) & (appointments.c.kind != Kind.CALL.value)
# Nobody can book what somebody has, whatever the code above believes.
partial_index("ix_appointments_one_at_a_time", appointments.c.starts_at, _OCCUPIES, unique=True)

# The register of talks: the family is the unit that criteria count.
talks = Table(
    "talks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("family_id", ForeignKey("families.id"), nullable=False, index=True),
    Column("request_id", ForeignKey("requests.id")),
    Column("appointment_id", ForeignKey("appointments.id"), unique=True),
    Column("way", String, nullable=False),
    Column("topic", String),
    Column("held_at", Moment, nullable=False, index=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("registered_at", Moment, nullable=False),
    Column("language", String),
    # A talk entered by mistake is kept with who took it back, and counted nowhere.
    Column("withdrawn_at", Moment),
    Column("withdrawn_by", ForeignKey("staff.id")),
    # What makes a walk-in one of a kind, however often its button is pressed.
    Column("token", String, unique=True),
)

# Built once: what these say is the same at every tap.
NOBODY = 0
_RESERVED = appointments.c.state == AppointmentState.RESERVED.value
_MINE = _RESERVED & (appointments.c.person_id == bindparam("person"))
# An offer that ran out stands until `lapse_old` takes it back and tells those it concerns; a reservation just ends.
_FREE = _RESERVED & (
    (appointments.c.reserved_until <= bindparam("now", type_=Moment)) | (appointments.c.person_id == bindparam("but"))
)
_TAKEN = (
    select(appointments.c.starts_at, appointments.c.ends_at)
    .where(appointments.c.ends_at > bindparam("now", type_=Moment), _OCCUPIES, ~_FREE)
    .order_by(appointments.c.starts_at)
)
_CLASHES = _TAKEN.where(
    appointments.c.starts_at < bindparam("ends_at", type_=Moment),
    appointments.c.ends_at > bindparam("starts_at", type_=Moment),
).limit(1)
_LAPSE = update(appointments).values(state=AppointmentState.LAPSED.value)
_LAPSE_RESERVED = _LAPSE.where(_RESERVED, appointments.c.reserved_until <= bindparam("now", type_=Moment))
_RELEASE = _LAPSE.where(_MINE)
_OVER = appointments.c.state.in_([AppointmentState.RESERVED, AppointmentState.OFFERED]) & (
    appointments.c.reserved_until <= bindparam("now", type_=Moment)
)
_KEPT_TOO_LONG, _LAPSE_OLD = select(appointments).where(_OVER), _LAPSE.where(_OVER)
_RESERVED_FOR = select(appointments).where(
    _MINE,
    appointments.c.starts_at == bindparam("starts_at", type_=Moment),
    appointments.c.reserved_until > bindparam("now", type_=Moment),
)


def read_appointment(row: Row[Any]) -> Appointment:
    """An appointment as it stands in a row."""
    return Appointment(
        row.id,
        row.code,
        row.request_id,
        row.person_id,
        Kind(row.kind),
        row.starts_at,
        row.ends_at,
        AppointmentState(row.state),
        row.reserved_until,
        row.sequence,
        row.with_whom,
    )


async def lapse_old(tx: Tx, now: datetime) -> list[Appointment]:
    """Let go of every time that was kept for somebody too long; returns the offers among them."""
    gone = [read_appointment(row) for row in await tx.execute(_KEPT_TOO_LONG, {"now": now})]
    if gone:
        await tx.execute(_LAPSE_OLD, {"now": now})
    return [one for one in gone if one.state is AppointmentState.OFFERED]


async def taken_spans(tx: Tx, now: datetime, *, but: int | None = None) -> list[Span]:
    """Everything the house is already kept for from now on, except what is reserved for person `but`."""
    found = await tx.execute(_TAKEN, {"now": now, "but": but or NOBODY})
    return [Span(row.starts_at, row.ends_at) for row in found]


async def keep_time(
    tx: Tx,
    person: int,
    span: Span,
    state: AppointmentState,
    now: datetime,
    *,
    until: datetime | None = None,
    request: int | None = None,
    kind: Kind = Kind.VISIT,
    staff_id: int | None = None,
    sequence: int = 0,
    with_whom: str | None = None,
    place: str | None = None,
) -> Appointment | None:
    """Keep a time for somebody; None when another has any of it."""
    # Times that lapsed a moment ago would still stand in the way of the unique index.
    await lapse_reserved(tx, now)
    clash = {"now": now, "but": NOBODY, "starts_at": span.starts_at, "ends_at": span.ends_at}
    if kind is not Kind.CALL and (await tx.execute(_CLASHES, clash)).first() is not None:
        return None
    whose = {"code": secrets.token_hex(4), "request_id": request, "person_id": person, "staff_id": staff_id}
    when = {"starts_at": span.starts_at, "ends_at": span.ends_at, "reserved_until": until, "created_at": now}
    where = {"with_whom": with_whom, "place": tx.seal(place)}
    values = {**whose, **when, **where, "kind": kind.value, "state": state.value, "sequence": sequence}
    # On a server somebody may have come first since we looked: the index then lets nothing in.
    row = (await tx.execute(tx.insert_new(appointments).values(**values).returning(appointments))).first()
    return None if row is None else read_appointment(row)


async def lapse_reserved(tx: Tx, now: datetime) -> None:
    """Let go of reservations that ran out; offers have consequences and are left to `lapse_old`."""
    await tx.execute(_LAPSE_RESERVED, {"now": now})


async def release_reserved(tx: Tx, person: int) -> None:
    """Let go of whatever this person was deciding about."""
    await tx.execute(_RELEASE, {"person": person})


async def reserved_for(tx: Tx, person: int, starts_at: datetime, now: datetime) -> Appointment | None:
    """The reservation this person holds at this time, while it runs."""
    row = (await tx.execute(_RESERVED_FOR, {"person": person, "starts_at": starts_at, "now": now})).first()
    return None if row is None else read_appointment(row)


async def move_appointment(tx: Tx, appointment: int, to: AppointmentState, **changes: Any) -> bool:
    """Bring an appointment into another state if the rules allow it; say whether it moved."""
    allowed = [state for state, onward in APPOINTMENT_MOVES.items() if to in onward]
    here = (appointments.c.id == appointment) & appointments.c.state.in_(allowed)
    return (await tx.execute(update(appointments).where(here).values(state=to.value, **changes))).rowcount == 1


async def find_appointment(tx: Tx, code: str) -> Appointment | None:
    """The appointment with this public code."""
    row = (await tx.execute(select(appointments).where(appointments.c.code == code))).first()
    return None if row is None else read_appointment(row)


async def get_appointment(tx: Tx, appointment: int) -> Appointment:
    """An appointment that is known to be there."""
    return read_appointment((await tx.execute(select(appointments).where(appointments.c.id == appointment))).one())


async def place_of(tx: Tx, appointment: int) -> str | None:
    """Where a meeting elsewhere is, as long as it is kept."""
    return tx.unseal((await tx.execute(select(appointments.c.place).where(appointments.c.id == appointment))).scalar())


async def appointment_of(tx: Tx, request: int) -> Appointment | None:
    """The newest appointment of a request that was confirmed, whatever came of it."""
    states = (AppointmentState.CONFIRMED, AppointmentState.HELD, AppointmentState.MISSED, AppointmentState.CANCELLED)
    mine = (appointments.c.request_id == request) & appointments.c.state.in_(states)
    # What stands comes before what was: a cancelled call may be newer than the visit that was booked before it.
    order = (appointments.c.state != AppointmentState.CONFIRMED.value, appointments.c.id.desc())
    row = (await tx.execute(select(appointments).where(mine).order_by(*order))).first()
    return None if row is None else read_appointment(row)


async def times_of(tx: Tx, request: int) -> list[Appointment]:
    """Every time of a request, whatever became of it, soonest first."""
    mine = appointments.c.request_id == request
    rows = await tx.execute(select(appointments).where(mine).order_by(appointments.c.starts_at, appointments.c.id))
    return [read_appointment(row) for row in rows]


async def times_before(tx: Tx, request: int) -> int:
    """How many times were agreed for a request, whatever came of them."""
    fleeting = (AppointmentState.RESERVED, AppointmentState.OFFERED, AppointmentState.LAPSED)
    mine = (appointments.c.request_id == request) & appointments.c.state.not_in(fleeting)
    number: int = (await tx.execute(select(func.count()).select_from(appointments).where(mine))).scalar_one()
    return number


async def offers_of(tx: Tx, request: int, now: datetime) -> list[Appointment]:
    """The times that stand offered for a request, soonest first."""
    mine = (appointments.c.request_id == request) & (appointments.c.state == AppointmentState.OFFERED.value)
    rows = await tx.execute(
        select(appointments).where(mine, appointments.c.reserved_until > now).order_by(appointments.c.starts_at)
    )
    return [read_appointment(row) for row in rows]


async def lapse_offers(tx: Tx, request: int) -> None:
    """Take back what is still offered for a request."""
    mine = (appointments.c.request_id == request) & (appointments.c.state == AppointmentState.OFFERED.value)
    await tx.execute(update(appointments).where(mine).values(state=AppointmentState.LAPSED.value))


async def appointments_between(
    tx: Tx, since: datetime, until: datetime, states: Iterable[AppointmentState]
) -> list[Appointment]:
    """Appointments that start in a stretch of time, in order."""
    within = (
        (appointments.c.starts_at >= since)
        & (appointments.c.starts_at < until)
        & appointments.c.state.in_(list(states))
    )
    rows = await tx.execute(select(appointments).where(within).order_by(appointments.c.starts_at))
    return [read_appointment(row) for row in rows]


async def let_go(tx: Tx, appointment: int, now: datetime) -> None:
    """Keep a time no longer for somebody who has not decided; `lapse_old` does what follows from it."""
    deciding = appointments.c.state.in_([AppointmentState.RESERVED, AppointmentState.OFFERED])
    await tx.execute(update(appointments).where(appointments.c.id == appointment, deciding).values(reserved_until=now))


async def families_talked_with(tx: Tx, since: datetime, until: datetime) -> int:
    """How many different families had at least one talk in a stretch of time."""
    within = (talks.c.held_at >= since) & (talks.c.held_at < until) & talks.c.withdrawn_at.is_(None)
    number: int = (await tx.execute(select(func.count(talks.c.family_id.distinct())).where(within))).scalar_one()
    return number


async def talk_registered(tx: Tx, request: int) -> bool:
    """Whether a talk was held for this request."""
    return (
        await tx.execute(select(talks.c.id).where(talks.c.request_id == request, talks.c.withdrawn_at.is_(None)))
    ).first() is not None
