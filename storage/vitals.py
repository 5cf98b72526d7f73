"""Signs of life: when the house last did something, so that a gap is noticed after a restart."""

from datetime import datetime, timedelta

from sqlalchemy import Column, String, Table, bindparam, select, update

from storage.columns import Moment
from storage.engine import Tx, metadata

vitals = Table(
    "vitals",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", Moment, nullable=False),
)

SIGNS = "signs of life"

# Built once: every tick asks.
_ALL = select(vitals)
_BEAT = update(vitals).where(vitals.c.name == bindparam("sign")).values(at=bindparam("now"))


async def last(tx: Tx, name: str) -> datetime | None:
    """When this sign of life was last given."""
    return (await _signs(tx)).get(name)


async def beat(tx: Tx, name: str, now: datetime) -> None:
    """Give a sign of life."""
    if (await tx.execute(_BEAT, {"sign": name, "now": now})).rowcount == 0:
        await tx.execute(vitals.insert().values(name=name, at=now))
    if SIGNS in tx.read:
        tx.read[SIGNS][name] = now


async def _signs(tx: Tx) -> dict[str, datetime]:
    """All of them at once: every duty of a tick asks for its own."""
    if SIGNS not in tx.read:
        tx.read[SIGNS] = {row.name: row.at for row in await tx.execute(_ALL)}
    signs: dict[str, datetime] = tx.read[SIGNS]
    return signs


async def is_time(tx: Tx, name: str, every: timedelta, now: datetime) -> bool:
    """Whether something was not done for so long; that it is done now is kept in the same transaction."""
    before = await last(tx, name)
    if before is not None and before <= now < before + every:
        return False
    await beat(tx, name, now)
    return True
