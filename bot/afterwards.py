"""Makes an old database safe to go on with: who is forgotten stays so, and nobody is told again what was said since."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from bot.forgotten import ForgottenList
from bot.house import ALIVE
from bot.waking import tell_staff_what_is_lost
from handlers.context import Services, with_todays_hours
from handlers.counselling.staff_leaving import leave_team
from handlers.house.keeping import sweep
from handlers.house_rules import compose
from storage import inbox, outbox, people, vitals
from storage.engine import Tx
from storage.people import Place


@dataclass(frozen=True, slots=True)
class Safe:
    """What it took: who was forgotten again and who left again, how much was not said again and not acted on."""

    forgotten: int
    left: int
    unsaid: int
    letters: int


async def make_safe(
    tx: Tx, services: Services, since: datetime, forgotten: ForgottenList, left: Collection[Place]
) -> Safe:
    """Do all of it in this one transaction; `since` is the moment the database is of, `left` who left the team."""
    now, copied = services.now(), await outbox.newest(tx)
    services = replace(await with_todays_hours(tx, services), now=lambda: now)
    letters = await inbox.let_go(tx, now)
    again = await forgotten.forget_again(tx, services)
    out = await _leave_again(tx, left, now)
    # What was kept long enough since was erased since, and must not be there to be read for a moment.
    while await sweep(tx, services):
        continue
    # What the clock had to say since was said since. So it says it now, and that is not sent either.
    for duty in compose(services).duties:
        await duty(tx, services)
    unsaid = await outbox.say_nothing_again(tx, copied, now)
    await tell_staff_what_is_lost(tx, since, now, copy=True)
    # That stretch of time is told of; the next start has no gap to tell of beside it.
    await vitals.beat(tx, ALIVE, now)
    return Safe(again, out, unsaid, letters)


async def _leave_again(tx: Tx, left: Collection[Place], now: datetime) -> int:
    """Whoever left the team has no right in it, whatever a copy says. Says how many are in it again."""
    here = set(await people.who_is_here(tx)) & set(left)
    for member in [await people.member(tx, one.number) for one in here]:
        if member is not None:
            await leave_team(tx, member, now)
    return len(here)
