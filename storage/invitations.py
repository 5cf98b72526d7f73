"""One-time invitations to the roster; only a hash of each is kept."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, insert, select, update

from domain.people import Invitation, Role
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.people import staff

invitations = Table(
    "invitations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("role", String, nullable=False),
    Column("name", String),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("used_by", ForeignKey("persons.id")),
    Column("field", String),
    # Empty when it came from the command line.
    Column("invited_by", ForeignKey("staff.id")),
    Column("confirmed", Boolean, nullable=False),
)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def make_invitation(
    tx: Tx,
    role: Role,
    name: str | None,
    now: datetime,
    expires_at: datetime,
    *,
    field: str | None = None,
    invited_by: int | None = None,
    confirmed: bool = True,
) -> str:
    """A new invitation; the token (192 random bits) is shown once and never again."""
    token = secrets.token_urlsafe(24)
    values = {"role": role.value, "name": name, "token_hash": _hash(token), "created_at": now, "expires_at": expires_at}
    await tx.execute(insert(invitations).values(**values, field=field, invited_by=invited_by, confirmed=confirmed))
    return token


async def use_invitation(tx: Tx, token: str, person: int, now: datetime) -> Invitation | None:
    """Use an invitation up; unknown, used and expired ones are all the same nothing."""
    mine = (
        (invitations.c.token_hash == _hash(token)) & invitations.c.used_at.is_(None) & (invitations.c.expires_at > now)
    )
    used = update(invitations).where(mine).values(used_at=now, used_by=person)
    row = (await tx.execute(used.returning(invitations))).first()
    return (
        None if row is None else Invitation(row.id, Role(row.role), row.name, row.expires_at, row.field, row.confirmed)
    )


async def inviter_of(tx: Tx, person: int) -> str | None:
    """Who invited her, if a colleague did."""
    by = select(staff.c.name).join_from(invitations, staff, staff.c.id == invitations.c.invited_by)
    return (await tx.execute(by.where(invitations.c.used_by == person).order_by(invitations.c.used_at.desc()))).scalar()
