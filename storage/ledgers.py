"""What staff note beside attendance: what became of mothers who leave their group, and the hours partners gave."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, insert, select, update

from domain.gathering_rules import OutcomeKind
from domain.ledgers import Given, Outcome
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.people import staff

# Rows are added and never changed: the newest of a kind holds, and the older ones tell how it was.
outcomes = Table(
    "outcomes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sign_up_id", ForeignKey("sign_ups.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    # Which of her children, from 1; 0 where it is about herself.
    Column("child", Integer, nullable=False),
    Column("value", String, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("noted_at", Moment, nullable=False),
)

partner_hours = Table(
    "partner_hours",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("activity", String, nullable=False, index=True),
    # The key of one of the partners that the programme names for this activity.
    Column("partner", String, nullable=False),
    Column("given_on", Date, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("noted_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)


async def note_outcome(
    tx: Tx, sign_up: int, kind: OutcomeKind, child: int, value: str, staff_id: int, now: datetime
) -> None:
    """Note what became of it; it holds from now on."""
    values = {"sign_up_id": sign_up, "kind": kind.value, "child": child, "value": value}
    await tx.execute(insert(outcomes).values(staff_id=staff_id, noted_at=now, **values))


async def outcomes_of(tx: Tx, sign_up: int) -> list[Outcome]:
    """All that was noted, oldest first; the newest of a kind and child holds, and what is not there is unknown."""
    return (await outcomes_by(tx, [sign_up])).get(sign_up, [])


async def outcomes_by(tx: Tx, which: Collection[int]) -> dict[int, list[Outcome]]:
    """All that was noted of each of these sign-ups, oldest first; those of whom nothing was are left out."""
    rows = await tx.execute(
        select(outcomes, staff.c.name)
        .join_from(outcomes, staff, staff.c.id == outcomes.c.staff_id)
        .where(outcomes.c.sign_up_id.in_(sorted(which)))
        .order_by(outcomes.c.id)
    )
    found: dict[int, list[Outcome]] = {}
    for row in rows:
        one = Outcome(OutcomeKind(row.kind), row.child, row.value, row.name, row.noted_at)
        found.setdefault(row.sign_up_id, []).append(one)
    return found


async def note_hours(
    tx: Tx, activity: str, partner: str, given_on: date, minutes: int, staff_id: int, now: datetime
) -> None:
    """Note hours that a partner gave."""
    values = {"activity": activity, "partner": partner, "given_on": given_on, "minutes": minutes}
    await tx.execute(insert(partner_hours).values(staff_id=staff_id, noted_at=now, **values))


async def hours_given(tx: Tx, activity: str, first: date, last: date) -> list[Given]:
    """What partners gave to an activity from one day to another, both counted; latest day first."""
    here = (partner_hours.c.activity == activity) & partner_hours.c.given_on.between(first, last)
    rows = await tx.execute(
        select(partner_hours, staff.c.name)
        .join_from(partner_hours, staff, staff.c.id == partner_hours.c.staff_id)
        .where(here, partner_hours.c.withdrawn_at.is_(None))
        .order_by(partner_hours.c.given_on.desc(), partner_hours.c.id.desc())
    )
    return [Given(row.id, row.partner, row.given_on, row.minutes, row.name) for row in rows]


async def day_of_hours(tx: Tx, entry: int, activity: str) -> date | None:
    """The day of an entry."""
    here = (partner_hours.c.id == entry) & (partner_hours.c.activity == activity)
    return (await tx.execute(select(partner_hours.c.given_on).where(here))).scalar()


async def take_hours_back(tx: Tx, entry: int, activity: str, now: datetime) -> bool:
    """It was noted by mistake; False when that was said before, or it belongs to another activity."""
    here = (partner_hours.c.id == entry) & (partner_hours.c.activity == activity)
    open_ = here & partner_hours.c.withdrawn_at.is_(None)
    return (await tx.execute(update(partner_hours).where(open_).values(withdrawn_at=now))).rowcount == 1
