"""Every yes and no to reminders, surveys and news: when, in which language, to which wording."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table

from storage.columns import Moment
from storage.engine import metadata

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
