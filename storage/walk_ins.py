"""Talks of those who just came by, with or without a telephone or a name."""

from datetime import datetime

from sqlalchemy import func, select

from domain.registers import WALK_IN, Met, Talk
from storage.appointments import talks
from storage.engine import Tx
from storage.people import families


async def add_walk_in(
    tx: Tx,
    token: str,
    family: int,
    topic: str | None,
    language: str,
    staff_id: int,
    now: datetime,
    *,
    way: str = WALK_IN,
    held_at: datetime | None = None,
) -> None:
    """Enter a walk-in, or a talk at a gathering, held now or then; the same token is entered once."""
    what = {"way": way, "topic": topic, "language": language, "token": token}
    who = {"family_id": family, "staff_id": staff_id, "held_at": held_at or now, "registered_at": now}
    await tx.execute(tx.insert_new(talks).values(**what, **who))


async def next_entered(tx: Tx, talk: Talk) -> datetime | None:
    """When the same colleague entered the next walk-in of this family, if she did and it stands."""
    hers = (talks.c.family_id == talk.family_id) & (talks.c.staff_id == talk.staff) & talks.c.token.is_not(None)
    later = (talks.c.registered_at > talk.registered_at) & talks.c.withdrawn_at.is_(None)
    found = (await tx.execute(select(talks.c.registered_at).where(hers, later).order_by(talks.c.id).limit(1))).scalar()
    assert found is None or isinstance(found, datetime)
    return found


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
