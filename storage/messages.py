"""Which messages lie in whose chat: for two days to clear a chat, and longer where a card must be emptied."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table

from storage.columns import Moment
from storage.engine import metadata

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    # The code of the request a member of staff sees in it.
    Column("about", String, index=True),
    # A sound cannot become other words: it can only be taken away.
    Column("sound", Boolean, nullable=False),
)
Index("ix_messages_place", messages.c.person_id, messages.c.message_id, unique=True)
