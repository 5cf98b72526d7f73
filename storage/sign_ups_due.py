"""What the clock asks of sign-ups: offers whose time is over, who waits for a place, and whose part has ended."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from domain.sign_ups import SignUp, SignUpState
from storage.engine import Tx
from storage.gatherings import gatherings
from storage.sign_ups import IN_LINE, read_sign_up, sign_ups

# Built once: these are asked at every tick.
_OFFERED = sign_ups.c.state == SignUpState.OFFERED.value
_OFFERS_OVER = select(sign_ups).where(_OFFERED, sign_ups.c.offered_until <= bindparam("now")).order_by(*IN_LINE)
_WITH_A_LINE = select(sign_ups.c.gathering_id).where(sign_ups.c.state == SignUpState.WAITING.value).distinct()
_over = func.coalesce(sign_ups.c.ended_at, gatherings.c.ended_at).label("over")
_ENDED = (
    select(sign_ups, _over)
    .join(gatherings, gatherings.c.id == sign_ups.c.gathering_id)
    .where(_over > bindparam("since"), _over <= bindparam("until"), gatherings.c.activity == bindparam("of"))
    .where(sign_ups.c.state.in_([SignUpState.LEFT.value, SignUpState.GOING.value]))
    .order_by(sign_ups.c.id)
)


async def left_between(tx: Tx, activity: str, since: datetime, until: datetime) -> list[tuple[SignUp, datetime]]:
    """Whose part in an activity ended after one moment and until another, and when: she left, or it was over."""
    rows = await tx.execute(_ENDED, {"of": activity, "since": since, "until": until})
    return [(read_sign_up(tx, row), row.over) for row in rows]


async def offers_over(tx: Tx, now: datetime) -> list[SignUp]:
    """The offers whose time is over, in the order of the line."""
    return [read_sign_up(tx, row) for row in await tx.execute(_OFFERS_OVER, {"now": now})]


async def next_end(tx: Tx) -> datetime | None:
    """When the next offer ends in a gathering for which somebody waits."""
    waits = sign_ups.alias("waits")
    line = select(waits.c.gathering_id).where(waits.c.state == SignUpState.WAITING.value)
    ends = select(func.min(sign_ups.c.offered_until)).where(_OFFERED, sign_ups.c.gathering_id.in_(line))
    return (await tx.execute(ends)).scalar()


async def gatherings_with_a_line(tx: Tx) -> list[int]:
    """The gatherings for which somebody waits."""
    return sorted((await tx.execute(_WITH_A_LINE)).scalars())
