"""Who was there, with history: nothing that was noted of a session is lost by putting it right."""

from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, insert, select

from domain.gathering_rules import Unit
from domain.sign_ups import Arrival, Noted
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.people import families, staff
from storage.sign_ups import attendance_of, attendances, came, say

# Rows are added and never changed: what was noted, and what stood there before is the row before it.
attendance_steps = Table(
    "attendance_steps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("attendance_id", ForeignKey("attendances.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    # Empty where it was taken back, and so is unknown again.
    Column("present", Boolean),
    Column("way", String, nullable=False),
    # Empty where the family opened the code on the door itself.
    Column("staff_id", ForeignKey("staff.id")),
)


async def note_presence(
    tx: Tx,
    session: int,
    family: int,
    person: int | None,
    unit: Unit,
    present: bool | None,
    way: Arrival,
    now: datetime,
    staff_id: int | None = None,
) -> None:
    """Note that somebody was there, or take it back; the same once more adds nothing to the history."""
    before = await attendance_of(tx, session, family, person, unit)
    if (before.present if before else None) is present:
        return
    await say(tx, session, family, person, unit, **came(present, way, now, staff_id))
    noted = await attendance_of(tx, session, family, person, unit)
    assert noted is not None, "it was written in this very transaction"
    values = {"attendance_id": noted.id, "at": now, "present": present, "way": way.value, "staff_id": staff_id}
    await tx.execute(insert(attendance_steps).values(**values))


async def noted_of(tx: Tx, session: int) -> list[Noted]:
    """All that was noted of a session, oldest first."""
    found = (
        select(attendance_steps, families.c.code, families.c.nickname, staff.c.name)
        .join_from(attendance_steps, attendances, attendances.c.id == attendance_steps.c.attendance_id)
        .join(families, families.c.id == attendances.c.family_id)
        .outerjoin(staff, staff.c.id == attendance_steps.c.staff_id)
        .where(attendances.c.session_id == session)
    )
    rows = await tx.execute(found.order_by(attendance_steps.c.id))
    return [Noted(row.attendance_id, row.code, tx.unseal(row.nickname), row.at, row.present, row.name) for row in rows]
