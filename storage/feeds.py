"""Secret addresses under which a member of staff has her calendar; only a hash of each is kept."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, insert, select, update

from domain.appointments import Appointment, AppointmentState
from domain.people import Person
from domain.slots import Span
from storage.appointments import appointments, read_appointment
from storage.columns import Moment
from storage.counselling import requests
from storage.engine import Tx, metadata
from storage.people import get_person, staff

feeds = Table(
    "feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)
# What stands in a calendar: agreed, whatever came of it, but not what was called off.
SHOWN = (AppointmentState.CONFIRMED, AppointmentState.HELD, AppointmentState.MISSED)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def make_feed(tx: Tx, staff_id: int, now: datetime) -> str:
    """A new secret (192 random bits), shown once and never again; an older one of hers ends."""
    await end_feed(tx, staff_id, now)
    token = secrets.token_urlsafe(24)
    await tx.execute(insert(feeds).values(staff_id=staff_id, token_hash=_hash(token), created_at=now))
    return token


async def end_feed(tx: Tx, staff_id: int, now: datetime) -> bool:
    """Her address leads nowhere from now on; say whether she had one."""
    hers = (feeds.c.staff_id == staff_id) & feeds.c.revoked_at.is_(None)
    return (await tx.execute(update(feeds).where(hers).values(revoked_at=now))).rowcount > 0


async def feed_since(tx: Tx, staff_id: int) -> datetime | None:
    """Since when she has an address, if she has one."""
    hers = (feeds.c.staff_id == staff_id) & feeds.c.revoked_at.is_(None)
    return (await tx.execute(select(feeds.c.created_at).where(hers))).scalar()


async def owner_of(tx: Tx, token: str) -> Person | None:
    """Whose calendar this is; unknown, ended and of somebody who left are the same nothing."""
    standing = (feeds.c.token_hash == _hash(token)) & feeds.c.revoked_at.is_(None) & staff.c.removed_at.is_(None)
    person = (
        await tx.execute(select(staff.c.person_id).join(feeds, feeds.c.staff_id == staff.c.id).where(standing))
    ).scalar()
    return None if person is None else await get_person(tx, person)


async def times_for(tx: Tx, staff_id: int, within: Span, most: int) -> list[tuple[str, Appointment]]:
    """What she holds and what nobody holds in a stretch of time, each with the code of its request, in order."""
    hers = requests.c.staff_id.is_(None) | (requests.c.staff_id == staff_id)
    there = (appointments.c.starts_at >= within.starts_at) & (appointments.c.starts_at < within.ends_at)
    found = (
        select(appointments, requests.c.code.label("request_code"))
        .join(requests, requests.c.id == appointments.c.request_id)
        .where(hers, there, appointments.c.state.in_(SHOWN))
        .order_by(appointments.c.starts_at, appointments.c.id)
        .limit(most)
    )
    return [(row.request_code, read_appointment(row)) for row in await tx.execute(found)]
