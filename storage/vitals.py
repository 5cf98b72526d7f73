"""Signs of life: when the house last did something, so that a gap is noticed after a restart."""

from datetime import datetime

from sqlalchemy import Column, String, Table, select, update

from storage.columns import Moment
from storage.engine import Tx, metadata

vitals = Table(
    "vitals",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", Moment, nullable=False),
)


async def last(tx: Tx, name: str) -> datetime | None:
    """When this sign of life was last given."""
    return (await tx.execute(select(vitals.c.at).where(vitals.c.name == name))).scalar()


async def beat(tx: Tx, name: str, now: datetime) -> None:
    """Give a sign of life."""
    if (await tx.execute(update(vitals).where(vitals.c.name == name).values(at=now))).rowcount == 0:
        await tx.execute(vitals.insert().values(name=name, at=now))
