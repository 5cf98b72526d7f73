"""Every yes and no to reminders, surveys and news: when, in which language, to which wording."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, delete

from storage.columns import Moment
from storage.engine import Tx, metadata

consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False, index=True),
    Column("purpose", String, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("language", String),
    Column("wording", String, nullable=False),
)


async def drop_consents(tx: Tx, person: int) -> None:
    """Who is forgotten has said neither yes nor no."""
    await tx.execute(delete(consents).where(consents.c.person_id == person))
