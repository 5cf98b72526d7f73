"""Families passed on to somebody else with their yes, and bridges built to the municipality."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, update

from storage.columns import Moment
from storage.engine import Tx, metadata

referrals = Table(
    "referrals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("request_id", ForeignKey("requests.id"), nullable=False, index=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    # The key of one of the programme's specialists; `to_staff_id` is who was chosen, or who took it.
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


async def withdraw_referrals(tx: Tx, requests: Iterable[int], now: datetime) -> None:
    """End what is still passed on of these requests, because she takes her yes back or asks to be forgotten."""
    running = referrals.c.request_id.in_(list(requests)) & referrals.c.ended_at.is_(None)
    await tx.execute(update(referrals).where(running).values(state="withdrawn", ended_at=now))
