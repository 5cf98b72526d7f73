"""Days on which the house keeps other hours than in other weeks, as staff said."""

from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, bindparam, insert, select, update

from domain.hours import DayHours, SaidHours
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.people import staff

opening_changes = Table(
    "opening_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False, index=True),
    # Local times: with neither the house is closed that day, with one it opens or closes then, with both this is
    # drop-in in place of the week's. A day may have several rows, said together.
    Column("opens", String),
    Column("closes", String),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

# In a transaction in which they changed, whoever acts after that finds them as they are.
HOURS = "hours"
_STANDING = (
    select(opening_changes, staff.c.name)
    .join(staff, staff.c.id == opening_changes.c.staff_id)
    .where(opening_changes.c.day >= bindparam("since", type_=Date), opening_changes.c.withdrawn_at.is_(None))
    .order_by(opening_changes.c.id)
)


async def changes_since(tx: Tx, since: date) -> dict[date, DayHours]:
    """The changed days from `since` on, with the hours they have instead."""
    return {day: said.hours for day, said in (await said_since(tx, since)).items()}


async def said_since(tx: Tx, since: date) -> dict[date, SaidHours]:
    """The changed days from `since` on, with who said so."""
    found: dict[date, SaidHours] = {}
    for row in await tx.execute(_STANDING, {"since": since}):
        before = found[row.day].hours if row.day in found else DayHours()
        found[row.day] = SaidHours(_with(before, _time(row.opens), _time(row.closes)), row.name)
    return found


def _with(hours: DayHours, opens: time | None, closes: time | None) -> DayHours:
    """One row more about a day: with both times it is drop-in, with one of them a bound."""
    if opens is not None and closes is not None:
        return replace(hours, drop_in=(*hours.drop_in, (opens, closes)))
    return replace(hours, opens=opens or hours.opens, closes=closes or hours.closes)


async def say_hours(tx: Tx, day: date, hours: DayHours, staff_id: int, now: datetime) -> None:
    """From now on these are the hours of that day, whatever was said of it before."""
    await withdraw_hours(tx, day, now)
    bounds = [(opens, closes) for opens, closes in ((hours.opens, None), (None, hours.closes)) if opens or closes]
    rows = [*bounds, *hours.drop_in] or [(None, None)]
    said = {"day": day, "staff_id": staff_id, "said_at": now}
    await tx.execute(
        insert(opening_changes),
        [{**said, "opens": _text(opens), "closes": _text(closes)} for opens, closes in rows],
    )


async def withdraw_hours(tx: Tx, day: date, now: datetime) -> bool:
    """That day is like in other weeks after all; say whether it was not."""
    tx.changed.add(HOURS)
    standing = (opening_changes.c.day == day) & opening_changes.c.withdrawn_at.is_(None)
    return (await tx.execute(update(opening_changes).where(standing).values(withdrawn_at=now))).rowcount > 0


def _text(at: time | None) -> str | None:
    return None if at is None else f"{at:%H:%M}"


def _time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)
