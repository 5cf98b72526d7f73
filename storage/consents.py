"""Every yes and no to reminders, surveys and news: when, in which language, to which wording."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, delete, insert, select, update

from domain.consent import Decision, Purpose
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.people import persons
from storage.surveys import stop_asking

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


async def decide(
    tx: Tx, person: int, purpose: Purpose, given: bool, language: str, wording: str, now: datetime
) -> bool:
    """Keep her yes or no, and that she gave it; say whether it is another than before.

    A no to surveys stops at once what she is being asked.
    """
    answer = persons.c[purpose.value]
    differs = (persons.c.id == person) & answer.is_distinct_from(given)
    if (await tx.execute(update(persons).where(differs).values({answer: given}))).rowcount != 1:
        return False
    said = {"person_id": person, "purpose": purpose.value, "given": given, "at": now}
    await tx.execute(insert(consents).values(**said, language=language, wording=wording))
    if purpose is Purpose.SURVEYS and not given:
        await stop_asking(tx, person)
    return True


async def decisions_of(tx: Tx, person: int) -> list[Decision]:
    """Every yes and no of hers, oldest first."""
    rows = await tx.execute(select(consents).where(consents.c.person_id == person).order_by(consents.c.id))
    return [Decision(Purpose(row.purpose), row.given, row.at) for row in rows]


@dataclass(frozen=True, slots=True)
class Refused:
    """A no that stands: whose, to what, when, in which language, to which wording."""

    person: int
    purpose: Purpose
    at: datetime
    language: str
    wording: str


async def refused_since(tx: Tx, since: datetime) -> list[Refused]:
    """Every no that was given after this moment and not taken back."""
    rows = await tx.execute(select(consents).where(consents.c.at > since).order_by(consents.c.id))
    newest = {(row.person_id, row.purpose): row for row in rows}.values()
    return [
        Refused(row.person_id, Purpose(row.purpose), row.at, row.language, row.wording)
        for row in newest
        if not row.given
    ]


async def refuse_again(tx: Tx, one: Refused) -> bool:
    """It is no here as well; say whether it was not."""
    return await decide(tx, one.person, one.purpose, False, one.language, one.wording, one.at)


async def drop_consents(tx: Tx, person: int) -> None:
    """Who is forgotten has said neither yes nor no."""
    await tx.execute(delete(consents).where(consents.c.person_id == person))
