"""Who asked to be forgotten, by number only: so that going back to a copy does not bring anybody back."""

from datetime import datetime

from sqlalchemy import Column, Integer, Table, insert

from storage.columns import Moment
from storage.engine import Tx, metadata

# `listed_at` is set once the number stands in the list beside the database, which no copy overwrites.
erasures = Table(
    "erasures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("listed_at", Moment),
)


async def note_erasure(tx: Tx, person: int, now: datetime) -> None:
    """Note, in the transaction that forgets her, that she was forgotten."""
    await tx.execute(insert(erasures).values(person_id=person, at=now))
