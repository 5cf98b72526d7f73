"""Days on which the house keeps other hours than in other weeks, as staff said."""

from datetime import date, datetime, time

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, bindparam, insert, select, update

from domain.hours import DayHours
from storage.columns import Moment
from storage.engine import Tx, metadata

opening_changes = Table(
    "opening_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False, index=True),
    # Local times; with neither the house is closed that day.
    Column("opens", String),
    Column("closes", String),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

_STANDING = (
    select(opening_changes)
    .where(opening_changes.c.day >= bindparam("since", type_=Date), opening_changes.c.withdrawn_at.is_(None))
    .order_by(opening_changes.c.id)
)


async def changes_since(tx: Tx, since: date) -> dict[date, DayHours]:
    """The changed days from `since` on; what was said last about a day holds."""
    rows = await tx.execute(_STANDING, {"since": since})
    return {row.day: DayHours(_time(row.opens), _time(row.closes)) for row in rows}


async def say_hours(tx: Tx, day: date, hours: DayHours, staff_id: int, now: datetime) -> None:
    """From now on these are the hours of that day, whatever was said of it before."""
    await withdraw_hours(tx, day, now)
    times = {"opens": _text(hours.opens), "closes": _text(hours.closes)}
    await tx.execute(insert(opening_changes).values(day=day, staff_id=staff_id, said_at=now, **times))


async def withdraw_hours(tx: Tx, day: date, now: datetime) -> bool:
    """That day is like in other weeks after all; say whether it was not."""
    standing = (opening_changes.c.day == day) & opening_changes.c.withdrawn_at.is_(None)
    return (await tx.execute(update(opening_changes).where(standing).values(withdrawn_at=now))).rowcount > 0


def _text(at: time | None) -> str | None:
    return None if at is None else f"{at:%H:%M}"


def _time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)
