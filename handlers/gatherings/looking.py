"""Up to when a duty has looked: what came due since then is seen once, whatever happens to us meanwhile."""

from datetime import datetime, timedelta

from storage import vitals
from storage.engine import Tx

LOOK_EVERY = timedelta(minutes=1)


async def since_last(tx: Tx, name: str, now: datetime) -> datetime | None:
    """When this duty looked last, if it is time to look again; that it looks now is kept in the same transaction.

    The very first time, and when the clock was set back, there is nothing to look back on.
    """
    last = await vitals.last(tx, name)
    if last is not None and last <= now < last + LOOK_EVERY:
        return None
    await vitals.beat(tx, name, now)
    return last if last is not None and last <= now else None
