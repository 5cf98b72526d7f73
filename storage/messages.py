"""Which messages lie in whose chat: for two days to clear a chat, and longer where a card must be emptied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    case,
    delete,
    select,
)

from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.people import persons

# Telegram lets a bot take a message away for so long, and not a moment longer.
DELETABLE = timedelta(hours=48)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    # The code of the request a member of staff sees in it.
    Column("about", String, index=True),
    # A sound cannot become other words: it can only be taken away. Nor can what a person wrote herself.
    Column("sound", Boolean, nullable=False),
)
Index("ix_messages_place", messages.c.person_id, messages.c.message_id, unique=True)

_COLUMNS = ("person_id", "message_id", "at", "about", "sound")
# Of somebody who was forgotten a moment ago nothing is noted any more.
_NEW = select(
    persons.c.id,
    *(bindparam(f"new_{name}", type_=messages.c[name].type).label(name) for name in _COLUMNS[1:]),
).where(persons.c.id == bindparam("new_person_id"), persons.c.telegram_id.is_not(None))


@dataclass(frozen=True, slots=True)
class Lying:
    """One message in a person's chat; `about` is the request it shows, `sound` that it can only be taken away."""

    person: int
    message: int
    about: str | None = None
    sound: bool = False


@cache
def _noting(dialect: str) -> Any:
    # Built once for each kind of database: this runs with every answer.
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
    new = insert(messages).from_select(_COLUMNS, _NEW)
    # A card that was shown anew is as old as its newest words; what can only be taken away is as old as it is.
    at = case((new.excluded.about.is_(None), messages.c.at), else_=new.excluded.at)
    place = [messages.c.person_id, messages.c.message_id]
    return new.on_conflict_do_update(index_elements=place, set_={"about": new.excluded.about, "at": at})


async def note_messages(tx: Tx, found: Sequence[Lying], now: datetime) -> None:
    """Remember where messages lie, and of those that were changed, what they show now."""
    rows = [
        {
            "new_person_id": one.person,
            "new_message_id": one.message,
            "new_at": now,
            "new_about": one.about,
            "new_sound": one.sound,
        }
        for one in found
    ]
    if rows:
        await tx.execute(_noting(tx.connection.dialect.name), rows)


async def messages_in(tx: Tx, person: int, since: datetime) -> list[int]:
    """What lies in her chat since then, oldest first."""
    hers = (messages.c.person_id == person) & (messages.c.at > since)
    return list((await tx.execute(select(messages.c.message_id).where(hers).order_by(messages.c.message_id))).scalars())


async def forget_messages(tx: Tx, person: int) -> None:
    """Nothing is known any more about what lies in her chat."""
    await tx.execute(delete(messages).where(messages.c.person_id == person))
