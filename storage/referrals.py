"""Families passed on to somebody else with their yes, and bridges built to the municipality."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    bindparam,
    func,
    insert,
    literal,
    select,
    update,
)

from domain.referrals import (
    OPEN_TO_HELPERS,
    REFERRAL_MOVES,
    RUNNING,
    Contact,
    Line,
    Referral,
    ReferralOutcome,
    ReferralState,
)
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.people import staff

referrals = Table(
    "referrals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("request_id", ForeignKey("requests.id"), nullable=False, index=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    # The key of one of the programme's specialists; `to_staff_id` is who was chosen, or who took it. It is
    # `staff_id` itself where the specialist has no place in this chat and whoever refers makes the contact.
    Column("specialist", String, nullable=False),
    Column("to_staff_id", ForeignKey("staff.id"), index=True),
    # Names of the lines that go along; nothing else is shown.
    Column("lines", JSON, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("outcome", String),
    Column("asked_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("ended_at", Moment),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("family_id", ForeignKey("families.id"), nullable=False, index=True),
    Column("request_id", ForeignKey("requests.id"), index=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    # The key of one of the programme's bridges.
    Column("bridge", String, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

_helper = staff.alias("helper")
_REFERRAL = select(referrals, staff.c.name.label("staff_name"), _helper.c.name.label("to_name")).select_from(
    referrals.join(staff, staff.c.id == referrals.c.staff_id).outerjoin(
        _helper, _helper.c.id == referrals.c.to_staff_id
    )
)
_IN_STATES = _REFERRAL.where(referrals.c.state.in_(bindparam("states", expanding=True))).order_by(referrals.c.id)
_RUNNING = referrals.c.state.in_(sorted(RUNNING))
_CONTACT = select(contacts, staff.c.name.label("staff_name")).join_from(
    contacts, staff, staff.c.id == contacts.c.staff_id
)


def _referral(row: Row[Any]) -> Referral:
    return Referral(
        id=row.id,
        code=row.code,
        request=row.request_id,
        staff=row.staff_id,
        staff_name=row.staff_name,
        specialist=row.specialist,
        to=row.to_staff_id,
        to_name=row.to_name,
        lines=tuple(Line(name) for name in row.lines),
        state=ReferralState(row.state),
        outcome=ReferralOutcome(row.outcome) if row.outcome else None,
        asked_at=row.asked_at,
    )


async def ask_referral(
    tx: Tx, request: int, staff_id: int, specialist: str, to: int | None, lines: Iterable[Line], now: datetime
) -> str | None:
    """Keep that she is asked, and give its public code; None where one to such a specialist is running already."""
    code = secrets.token_hex(4)
    values = {
        "code": code,
        "request_id": request,
        "staff_id": staff_id,
        "specialist": specialist,
        "to_staff_id": to,
        "lines": [line.value for line in lines],
        "state": ReferralState.ASKED.value,
        "asked_at": now,
    }
    twin = select(referrals.c.id).where(
        referrals.c.request_id == request, referrals.c.specialist == specialist, _RUNNING
    )
    new = select(*(literal(value, referrals.c[name].type) for name, value in values.items())).where(~twin.exists())
    made = await tx.execute(insert(referrals).from_select(list(values), new))
    return code if made.rowcount == 1 else None


async def find_referral(tx: Tx, code: str) -> Referral | None:
    """The referral with this public code."""
    row = (await tx.execute(_REFERRAL.where(referrals.c.code == code))).first()
    return None if row is None else _referral(row)


async def referrals_of(tx: Tx, request: int) -> list[Referral]:
    """Every referral of a request, oldest first."""
    rows = await tx.execute(_REFERRAL.where(referrals.c.request_id == request).order_by(referrals.c.id))
    return [_referral(row) for row in rows]


async def running_referrals(tx: Tx, states: Iterable[ReferralState] = RUNNING) -> list[Referral]:
    """Everything that is passed on now, or about to be, oldest first."""
    rows = await tx.execute(_IN_STATES, {"states": sorted(states)})
    return [_referral(row) for row in rows]


async def referrals_open_to_helpers(tx: Tx) -> list[Referral]:
    """Everything that somebody has agreed to and that is not over, oldest first."""
    return await running_referrals(tx, OPEN_TO_HELPERS)


async def move_referral(tx: Tx, referral: Referral, to: ReferralState, **changes: Any) -> bool:
    """Bring a referral into another state if it still stands where it was seen and the rules allow it; say if so."""
    if to not in REFERRAL_MOVES[referral.state]:
        return False
    here = (referrals.c.id == referral.id) & (referrals.c.state == referral.state.value)
    return (await tx.execute(update(referrals).where(here).values(state=to.value, **changes))).rowcount == 1


async def end_referral(
    tx: Tx, referral: Referral, state: ReferralState, now: datetime, *, outcome: ReferralOutcome | None = None
) -> bool:
    """End a referral, perhaps with what came of it; say whether it ended just now."""
    return await move_referral(tx, referral, state, ended_at=now, outcome=outcome.value if outcome else None)


async def make_contact(
    tx: Tx, family: int, bridge: str, staff_id: int, now: datetime, *, request: int | None = None
) -> None:
    """Register a bridge that was built for a family."""
    values = {"family_id": family, "request_id": request, "staff_id": staff_id, "bridge": bridge, "made_at": now}
    await tx.execute(insert(contacts).values(**values))


def _contact(row: Row[Any]) -> Contact:
    return Contact(row.id, row.bridge, row.staff_name, row.made_at, row.withdrawn_at is not None)


async def contacts_of(tx: Tx, request: int) -> list[Contact]:
    """The bridges built for a request, oldest first, those taken back too."""
    rows = await tx.execute(_CONTACT.where(contacts.c.request_id == request).order_by(contacts.c.id))
    return [_contact(row) for row in rows]


async def contacts_since(tx: Tx, family: int, staff_id: int, since: datetime) -> list[Contact]:
    """The bridges that a member of staff has built for a family without a request since then, oldest first."""
    hers = (contacts.c.family_id == family) & (contacts.c.staff_id == staff_id) & contacts.c.request_id.is_(None)
    rows = await tx.execute(_CONTACT.where(hers, contacts.c.made_at >= since).order_by(contacts.c.id))
    return [_contact(row) for row in rows]


async def withdraw_contacts(tx: Tx, found: Sequence[Contact], now: datetime) -> None:
    """Take bridges back that were registered by mistake: they stay in the history and are counted nowhere."""
    mistaken = contacts.c.id.in_([one.id for one in found]) & contacts.c.withdrawn_at.is_(None)
    await tx.execute(update(contacts).where(mistaken).values(withdrawn_at=now))


async def count_contacts(tx: Tx, since: datetime, until: datetime) -> int:
    """How many bridges were built from then until before then, without those taken back."""
    built = (contacts.c.made_at >= since) & (contacts.c.made_at < until) & contacts.c.withdrawn_at.is_(None)
    number: int = (await tx.execute(select(func.count()).select_from(contacts).where(built))).scalar_one()
    return number
