"""The one register of talks, asked for or not: entered, put right with history, taken back and put in again."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Row, String, Table, func, insert, select, update

from domain.appointments import AppointmentState
from domain.registers import Change, Correction, Figures, Talk
from storage.appointments import move_appointment, talks
from storage.columns import Moment
from storage.counselling import requests
from storage.engine import Tx, metadata
from storage.people import families, staff

# What was put right about a talk: nothing of an entry is lost by correcting it.
talk_steps = Table(
    "talk_steps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("talk_id", ForeignKey("talks.id"), nullable=False, index=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("what", String, nullable=False),
    # The topic, the way or the moment that stood there before.
    Column("was", String),
)

_TALK = (
    select(talks, families.c.code, families.c.nickname, requests.c.code.label("request"))
    .join_from(talks, families, families.c.id == talks.c.family_id)
    .outerjoin(requests, requests.c.id == talks.c.request_id)
)
_COLUMNS = {Change.TOPIC: talks.c.topic, Change.WAY: talks.c.way, Change.DAY: talks.c.held_at}


def _talk(tx: Tx, row: Row[Any]) -> Talk:
    return Talk(
        id=row.id,
        token=row.token,
        family=row.code,
        family_id=row.family_id,
        nickname=tx.unseal(row.nickname),
        way=row.way,
        topic=row.topic,
        language=row.language,
        held_at=row.held_at,
        registered_at=row.registered_at,
        staff=row.staff_id,
        withdrawn=row.withdrawn_at is not None,
        request=row.request,
    )


async def register_talk(
    tx: Tx,
    family: int,
    way: str,
    topic: str | None,
    staff_id: int,
    held_at: datetime,
    now: datetime,
    *,
    request: int | None,
    appointment: int | None,
    language: str | None = None,
) -> None:
    """Enter a held talk; the same appointment is entered once, and put in again if it was taken back."""
    values = {"family_id": family, "way": way, "topic": topic, "staff_id": staff_id, "held_at": held_at}
    links = {"request_id": request, "appointment_id": appointment, "registered_at": now, "language": language}
    entered = await tx.execute(tx.insert_new(talks).values(**values, **links))
    if entered.rowcount == 0:
        for talk in await _of_appointment(tx, appointment):
            await put_in_again(tx, talk, staff_id, now)


async def unregister_talk(tx: Tx, appointment: int, staff_id: int, now: datetime) -> None:
    """The talk of an appointment was not held after all."""
    for talk in await _of_appointment(tx, appointment):
        await withdraw_talk(tx, talk, staff_id, now)


async def _of_appointment(tx: Tx, appointment: int | None) -> list[int]:
    return list((await tx.execute(select(talks.c.id).where(talks.c.appointment_id == appointment))).scalars())


async def find_talk(tx: Tx, talk: int) -> Talk | None:
    """One entry."""
    row = (await tx.execute(_TALK.where(talks.c.id == talk))).first()
    return None if row is None else _talk(tx, row)


async def find_walk_in(tx: Tx, token: str) -> Talk | None:
    """The entry of somebody who just came by."""
    row = (await tx.execute(_TALK.where(talks.c.token == token))).first()
    return None if row is None else _talk(tx, row)


async def talks_between(tx: Tx, since: datetime, until: datetime) -> list[Talk]:
    """Every entry of a stretch of time, the newest talk first; those taken back are among them."""
    within = (talks.c.held_at >= since) & (talks.c.held_at < until)
    rows = await tx.execute(_TALK.where(within).order_by(talks.c.held_at.desc(), talks.c.id.desc()))
    return [_talk(tx, row) for row in rows]


async def first_talk(tx: Tx) -> datetime | None:
    """When the oldest talk of the register was held."""
    found = (await tx.execute(select(talks.c.held_at).order_by(talks.c.held_at).limit(1))).scalar()
    assert found is None or isinstance(found, datetime)
    return found


async def figures(tx: Tx, since: datetime, until: datetime) -> Figures:
    """How many talks, of how many families, and in which ways."""
    within = (talks.c.held_at >= since) & (talks.c.held_at < until) & talks.c.withdrawn_at.is_(None)
    number = func.count().label("number")
    rows = await tx.execute(select(talks.c.way, number).where(within).group_by(talks.c.way))
    ways = {row.way: row.number for row in rows}
    families = (await tx.execute(select(func.count(talks.c.family_id.distinct())).where(within))).scalar_one()
    return Figures(sum(ways.values()), families, ways)


async def correct_talk(tx: Tx, talk: Talk, what: Change, value: Any, staff_id: int, now: datetime) -> bool:
    """Put an entry right, with what stood there before; say whether there was anything to put right."""
    column = _COLUMNS[what]
    was = {Change.TOPIC: talk.topic, Change.WAY: talk.way, Change.DAY: talk.held_at.isoformat()}[what]
    here = (talks.c.id == talk.id) & talks.c.withdrawn_at.is_(None) & column.is_distinct_from(value)
    changed = (await tx.execute(update(talks).where(here).values({column: value}))).rowcount == 1
    if changed:
        await _note(tx, talk.id, what, staff_id, now, was)
    return changed


async def withdraw_talk(tx: Tx, talk: int, staff_id: int, now: datetime) -> bool:
    """Take an entry back: it stays in the history and is counted nowhere. Say whether it stood."""
    here = (talks.c.id == talk) & talks.c.withdrawn_at.is_(None)
    values = {"withdrawn_at": now, "withdrawn_by": staff_id}
    return await _turned(tx, update(talks).where(here).values(**values), talk, Change.TAKEN_BACK, staff_id, now)


async def put_in_again(tx: Tx, talk: int, staff_id: int, now: datetime) -> bool:
    """It was no mistake after all: the talk counts, and so its appointment was held. Say whether it had been out."""
    here = (talks.c.id == talk) & talks.c.withdrawn_at.is_not(None)
    values = {"withdrawn_at": None, "withdrawn_by": None}
    if not await _turned(tx, update(talks).where(here).values(**values), talk, Change.PUT_IN, staff_id, now):
        return False
    appointment = (await tx.execute(select(talks.c.appointment_id).where(talks.c.id == talk))).scalar()
    if appointment is not None:
        await move_appointment(tx, appointment, AppointmentState.HELD)
    return True


async def _turned(tx: Tx, statement: Any, talk: int, what: Change, staff_id: int, now: datetime) -> bool:
    turned = (await tx.execute(statement)).rowcount == 1
    if turned:
        await _note(tx, talk, what, staff_id, now)
    return turned


async def _note(tx: Tx, talk: int, what: Change, staff_id: int, now: datetime, was: str | None = None) -> None:
    values = {"talk_id": talk, "staff_id": staff_id, "at": now, "what": what.value, "was": was}
    await tx.execute(insert(talk_steps).values(**values))


async def corrections_of(tx: Tx, talk: int) -> list[Correction]:
    """All that was put right about an entry, oldest first."""
    found = select(talk_steps, staff.c.name).join_from(talk_steps, staff, staff.c.id == talk_steps.c.staff_id)
    rows = await tx.execute(found.where(talk_steps.c.talk_id == talk).order_by(talk_steps.c.id))
    return [Correction(row.at, row.name, Change(row.what), row.was) for row in rows]


async def staff_name(tx: Tx, member: int) -> str:
    """Who held a talk, also when she has left the team."""
    name: str = (await tx.execute(select(staff.c.name).where(staff.c.id == member))).scalar_one()
    return name
