"""Who asked to be forgotten, by number only: so that going back to a copy does not bring anybody back."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Integer, Select, Table, insert, select, update

from storage.columns import Moment, microseconds
from storage.engine import Tx, metadata
from storage.forgotten import Gone
from storage.people import persons

# `listed_at` is set once the number stands in the list beside the database, which no copy overwrites.
erasures = Table(
    "erasures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("listed_at", Moment),
)

_NOTED = (
    select(erasures.c.person_id, persons.c.created_at, erasures.c.at)
    .join(persons, persons.c.id == erasures.c.person_id)
    .order_by(erasures.c.id)
)
_UNLISTED, _LISTED = _NOTED.where(erasures.c.listed_at.is_(None)), _NOTED.where(erasures.c.listed_at.is_not(None))


async def note_erasure(tx: Tx, person: int, now: datetime) -> None:
    """Note, in the transaction that forgets her, that she was forgotten."""
    await tx.execute(insert(erasures).values(person_id=person, at=now))


async def unlisted(tx: Tx) -> list[Gone]:
    """Who was forgotten and does not stand in the list beside the database yet."""
    return await _noted(tx, _UNLISTED)


async def listed(tx: Tx) -> list[Gone]:
    """Who was forgotten and must stand in that list."""
    return await _noted(tx, _LISTED)


async def _noted(tx: Tx, which: Select[Any]) -> list[Gone]:
    return [Gone(row.person_id, microseconds(row.created_at), microseconds(row.at)) for row in await tx.execute(which)]


async def mark_listed(tx: Tx, gone: Sequence[Gone], now: datetime) -> None:
    """They stand in the list now."""
    here = erasures.c.person_id.in_([one.person for one in gone]) & erasures.c.listed_at.is_(None)
    await tx.execute(update(erasures).where(here).values(listed_at=now))


async def come_back(tx: Tx, gone: Collection[Gone]) -> list[int]:
    """Which persons here were forgotten after this database was copied: not those who only have the number of one."""
    made = {(one.person, one.made_at) for one in gone}
    known = select(persons.c.id, persons.c.created_at).where(persons.c.telegram_id.is_not(None))
    rows = await tx.execute(known.order_by(persons.c.id))
    return [row.id for row in rows if (row.id, microseconds(row.created_at)) in made]
