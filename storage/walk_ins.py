"""Talks of those who just came by, with or without a telephone or a name."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from domain.registers import WALK_IN, Met, Talk
from storage.appointments import talks
from storage.engine import Tx
from storage.people import families

_TALK = select(talks, families.c.code, families.c.nickname).join_from(
    talks, families, families.c.id == talks.c.family_id
)


def _talk(tx: Tx, row: Row[Any]) -> Talk:
    return Talk(
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
    )


async def find_walk_in(tx: Tx, token: str) -> Talk | None:
    """The walk-in with this token."""
    row = (await tx.execute(_TALK.where(talks.c.token == token))).first()
    return None if row is None else _talk(tx, row)


async def add_walk_in(
    tx: Tx, token: str, family: int, topic: str | None, language: str, staff_id: int, now: datetime
) -> None:
    """Enter a walk-in; the same token is entered once."""
    what = {"way": WALK_IN, "topic": topic, "language": language, "token": token}
    who = {"family_id": family, "staff_id": staff_id, "held_at": now, "registered_at": now}
    await tx.execute(tx.insert_new(talks).values(**what, **who))


async def change_walk_in(tx: Tx, token: str, **changes: Any) -> None:
    """Put right what was entered a moment ago."""
    await tx.execute(update(talks).where(talks.c.token == token).values(**changes))


async def withdraw_walk_in(tx: Tx, token: str, staff_id: int, now: datetime) -> None:
    """Take an entry back: it stays in the history and is counted nowhere."""
    here = (talks.c.token == token) & talks.c.withdrawn_at.is_(None)
    await tx.execute(update(talks).where(here).values(withdrawn_at=now, withdrawn_by=staff_id))


async def met_lately(tx: Tx, most: int) -> list[Met]:
    """The families somebody talked with most recently."""
    latest = func.max(talks.c.held_at)
    found = (
        select(families.c.id, families.c.code, families.c.nickname)
        .join_from(talks, families, families.c.id == talks.c.family_id)
        .where(talks.c.withdrawn_at.is_(None))
        .group_by(families.c.id, families.c.code, families.c.nickname)
        .order_by(latest.desc(), families.c.id.desc())
        .limit(most)
    )
    return [Met(row.id, row.code, tx.unseal(row.nickname)) for row in await tx.execute(found)]


async def find_family(tx: Tx, code: str) -> Met | None:
    """The family with this code."""
    row = (await tx.execute(select(families).where(families.c.code == code))).first()
    return None if row is None else Met(row.id, row.code, tx.unseal(row.nickname))


async def call_family(tx: Tx, family: int, nickname: str | None) -> None:
    """What staff call a family among themselves."""
    await tx.execute(update(families).where(families.c.id == family).values(nickname=tx.seal(nickname)))
