"""Whose phone a gathering reaches, and what became of what it was told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select

from domain.gathering_rules import Unit
from domain.gatherings import Gathering
from domain.notices import NoticeState
from domain.people import Person
from domain.sign_ups import SignUpState
from storage.engine import Tx
from storage.outbox import outbox
from storage.people import families, persons
from storage.sign_ups import attendances, sign_ups


@dataclass(frozen=True, slots=True)
class Phone:
    """Somebody with the house on her phone, and the sign-up she is reached for."""

    person: int
    family: int
    sign_up: str
    language: str | None
    reminders: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """One message of a gathering to one person, and what became of it; `told` is that staff said it by phone."""

    id: int
    kind: str
    data: dict[str, Any]
    family: int
    state: NoticeState
    at: datetime
    told: bool


async def phones_of(tx: Tx, gathering: int, states: Collection[SignUpState], unit: Unit) -> list[Phone]:
    """Everybody who is reached for the sign-ups in these states: the woman herself, or both parents of a family."""
    hers = persons.c.id == sign_ups.c.person_id if unit.one_person else persons.c.family_id == sign_ups.c.family_id
    which = (sign_ups.c.gathering_id == gathering) & sign_ups.c.state.in_(sorted(states))
    columns = (persons.c.id, persons.c.family_id, persons.c.language, persons.c.reminders, sign_ups.c.code)
    found = select(*columns).join_from(sign_ups, persons, hers).where(which, persons.c.telegram_id.is_not(None))
    rows = await tx.execute(found.order_by(sign_ups.c.queued_at, sign_ups.c.id, persons.c.id))
    return [Phone(row.id, row.family_id, row.code, row.language, row.reminders is True) for row in rows]


async def who_wants_news(tx: Tx) -> list[int]:
    """Everybody who said yes to news."""
    here = persons.c.news.is_(True) & persons.c.telegram_id.is_not(None) & persons.c.language.is_not(None)
    return list((await tx.execute(select(persons.c.id).where(here).order_by(persons.c.id))).scalars())


async def called(tx: Tx, which: Iterable[int]) -> dict[int, tuple[str, str | None]]:
    """The code and the nickname of each of these families."""
    rows = await tx.execute(select(families).where(families.c.id.in_(sorted(set(which)))))
    return {row.id: (row.code, tx.unseal(row.nickname)) for row in rows}


def _about(gathering: Gathering) -> ColumnElement[bool]:
    """What was said of a gathering, one of its sessions or a place in it."""
    codes = select(sign_ups.c.code).where(sign_ups.c.gathering_id == gathering.id)
    return or_(
        outbox.c.data["gathering"].as_string() == gathering.code,
        outbox.c.data["session"].as_string().in_([one.code for one in gathering.sessions]),
        outbox.c.data["sign_up"].as_string().in_(codes),
    )


def _sent(row: Row[Any], family: int) -> Sent:
    at = row.settled_at or row.not_before
    return Sent(row.id, row.kind, row.data, family, NoticeState(row.state), at, row.told_at is not None)


async def messages_of(tx: Tx, gathering: Gathering) -> list[Sent]:
    """Every message to whoever is or was signed up, or was there, in the order in which they were written."""
    signed = select(sign_ups.c.family_id).where(sign_ups.c.gathering_id == gathering.id)
    sessions = [one.id for one in gathering.sessions]
    came = select(attendances.c.family_id).where(attendances.c.session_id.in_(sessions))
    theirs = persons.c.family_id.in_(signed) | persons.c.family_id.in_(came)
    found = select(outbox, persons.c.family_id).join(persons, persons.c.id == outbox.c.recipient)
    found = found.where(theirs, _about(gathering), ~outbox.c.kind.startswith("staff-"))
    return [_sent(row, row.family_id) for row in await tx.execute(found.order_by(outbox.c.id))]


async def calls_of(tx: Tx, gathering: Gathering, kind: str) -> list[Sent]:
    """What staff were to say by phone to families of this gathering."""
    whose = outbox.c.data["sign_up"].as_string() == sign_ups.c.code
    found = select(outbox, sign_ups.c.family_id).join(sign_ups, whose)
    found = found.where(sign_ups.c.gathering_id == gathering.id, outbox.c.kind == kind)
    return [_sent(row, row.family_id) for row in await tx.execute(found.order_by(outbox.c.id))]


async def said_of(tx: Tx, recipient: int, kind: str, session: str) -> list[tuple[dict[str, Any], NoticeState]]:
    """What this person was to be told of this kind about a session, and what became of it, oldest first."""
    mine = (outbox.c.recipient == recipient) & (outbox.c.kind == kind)
    mine &= outbox.c.data["session"].as_string() == session
    rows = await tx.execute(select(outbox.c.data, outbox.c.state).where(mine).order_by(outbox.c.id))
    return [(row.data, NoticeState(row.state)) for row in rows]


async def languages_read(tx: Tx, gathering: int) -> list[str]:
    """What those read who have a place, the language of the most of them first."""
    theirs = persons.c.family_id == sign_ups.c.family_id
    here = (sign_ups.c.gathering_id == gathering) & (sign_ups.c.state == SignUpState.GOING.value)
    which = select(persons.c.language).join_from(sign_ups, persons, theirs).where(here, persons.c.language.is_not(None))
    count = func.count(sign_ups.c.id.distinct())
    rows = await tx.execute(which.group_by(persons.c.language).order_by(count.desc(), persons.c.language))
    return list(rows.scalars())


async def another_of_the_family(tx: Tx, person: Person) -> int | None:
    """Somebody else of her family who has the house on a phone, the first who wrote."""
    here = (persons.c.family_id == person.family) & persons.c.telegram_id.is_not(None) & (persons.c.id != person.id)
    return (await tx.execute(select(func.min(persons.c.id)).where(here, persons.c.blocked_at.is_(None)))).scalar()
