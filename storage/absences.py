"""Who does not work when, and who stands in; which of it is now, the clock says."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, insert, not_, select, update
from sqlalchemy.types import Date

from domain.absence import Absence
from domain.people import Role
from storage.engine import Tx
from storage.people import ROSTER, absences, staff

_AWAY, _STANDS_IN = staff.alias("away"), staff.alias("stands_in")
_STANDS = absences.c.ended_at.is_(None)
_ABSENCE = (
    select(absences, _AWAY.c.name, _AWAY.c.role, _STANDS_IN.c.name.label("substitute_name"))
    .select_from(
        absences.join(_AWAY, _AWAY.c.id == absences.c.staff_id).outerjoin(
            _STANDS_IN, _STANDS_IN.c.id == absences.c.substitute_id
        )
    )
    .where(_STANDS, _AWAY.c.removed_at.is_(None))
    .order_by(absences.c.starts_on, absences.c.id)
)
_NOW = and_(
    absences.c.starts_on <= bindparam("today", type_=Date), absences.c.ends_on >= bindparam("today", type_=Date)
)
_BEGIN = update(absences).where(_STANDS, _NOW, not_(absences.c.running)).values(running=True)
_END = update(absences).where(absences.c.running, not_(_NOW)).values(running=False).returning(absences.c.id)


def _absence(row: Row[Any]) -> Absence:
    return Absence(
        row.id,
        row.staff_id,
        row.name,
        Role(row.role),
        row.starts_on,
        row.ends_on,
        row.running,
        row.substitute_id,
        row.substitute_name,
    )


async def turn(tx: Tx, today: date) -> list[int]:
    """Let what begins today begin, and what was over yesterday end, however often and after whatever outage.

    Gives what has ended by it.
    """
    await tx.execute(_BEGIN, {"today": today})
    return sorted((await tx.execute(_END, {"today": today})).scalars())


async def absences_since(tx: Tx, day: date) -> list[Absence]:
    """Every absence that is not over on that day, soonest first."""
    return [_absence(row) for row in await tx.execute(_ABSENCE.where(absences.c.ends_on >= day))]


async def find_absence(tx: Tx, absence: int) -> Absence | None:
    """An absence that nobody has taken back."""
    row = (await tx.execute(_ABSENCE.where(absences.c.id == absence))).first()
    return None if row is None else _absence(row)


async def whose(tx: Tx, absence: int) -> str:
    """The name of whoever does not work then, whatever became of it."""
    names = select(_AWAY.c.name).join(absences, absences.c.staff_id == _AWAY.c.id).where(absences.c.id == absence)
    return str((await tx.execute(names)).scalar_one())


async def add_absence(
    tx: Tx, staff_id: int, first: date, last: date, substitute: int | None, now: datetime, *, running: bool
) -> Absence:
    """Somebody does not work on these days."""
    tx.changed.add(ROSTER)
    values = {"staff_id": staff_id, "starts_on": first, "ends_on": last, "substitute_id": substitute}
    kept = insert(absences).values(**values, running=running, created_at=now).returning(absences.c.id)
    found = await find_absence(tx, (await tx.execute(kept)).scalar_one())
    assert found is not None, "it was written in this very transaction"
    return found


async def move_absence(tx: Tx, old: Absence, first: date, last: date, today: date) -> bool:
    """Other days; say whether it still was as somebody saw it when she chose them."""
    tx.changed.add(ROSTER)
    same = (absences.c.starts_on == old.first) & (absences.c.ends_on == old.last) & _STANDS
    values = {"starts_on": first, "ends_on": last, "running": first <= today <= last}
    return (await tx.execute(update(absences).where(absences.c.id == old.id, same).values(**values))).rowcount == 1


async def choose_substitute(tx: Tx, old: Absence, substitute: int | None) -> bool:
    """Somebody else stands in, or nobody; of two who choose at once, one does."""
    tx.changed.add(ROSTER)
    same = absences.c.substitute_id.is_not_distinct_from(old.substitute) & _STANDS
    chosen = update(absences).where(absences.c.id == old.id, same).values(substitute_id=substitute)
    return (await tx.execute(chosen)).rowcount == 1


async def end_absence(tx: Tx, absence: int, now: datetime) -> bool:
    """She works again, or after all; say whether it stood."""
    tx.changed.add(ROSTER)
    ended = update(absences).where(absences.c.id == absence, _STANDS).values(running=False, ended_at=now)
    return (await tx.execute(ended)).rowcount == 1
