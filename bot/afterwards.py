"""Makes an old database safe to go on with: who is forgotten stays so, and nobody is told again what was said since."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.forgotten import ForgottenList
from bot.house import ALIVE
from bot.waking import tell_staff_what_is_lost
from handlers.context import Services, with_todays_hours
from handlers.counselling.staff_leaving import leave_team
from handlers.house.keeping import sweep
from handlers.house_rules import compose
from storage import consents, inbox, messages, outbox, people, vitals
from storage.consents import Refused
from storage.engine import Tx
from storage.messages import Lying
from storage.people import Place

# What was committed after the copy was begun may bear a moment from just before it; to hear it twice harms nothing.
JUST_BEFORE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Former:
    """What the former database says of the time since: who left the team, who said no, and what was shown where.

    `made`: when the row of each person was made.
    """

    left: Collection[Place] = ()
    made: Mapping[int, datetime] = field(default_factory=dict)
    refused: Sequence[Refused] = ()
    shown: Sequence[tuple[Lying, datetime]] = ()


@dataclass(frozen=True, slots=True)
class Safe:
    """What it took: who was forgotten, left and said no again, how much was not said again and not acted on."""

    forgotten: int
    left: int
    refused: int
    unsaid: int
    letters: int


async def ask_the_former(tx: Tx, since: datetime) -> Former:
    """All that it says and a copy of this moment cannot know."""
    left, made, since = await people.who_left(tx), await people.made_when(tx), since - JUST_BEFORE
    return Former(left, made, await consents.refused_since(tx, since), await messages.noted_since(tx, since))


async def make_safe(tx: Tx, services: Services, since: datetime, forgotten: ForgottenList, former: Former) -> Safe:
    """Do all of it in this one transaction; `since` is the moment the database is of."""
    now, copied = services.now(), await outbox.newest(tx)
    services = replace(await with_todays_hours(tx, services), now=lambda: now)
    letters = await inbox.let_go(tx, now)
    again = await forgotten.forget_again(tx, services)
    out = await _leave_again(tx, former.left, now)
    refused = await _hear_again(tx, former)
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
    return Safe(again, out, refused, unsaid, letters)


async def _hear_again(tx: Tx, former: Former) -> int:
    """A no that was said since is no, and what was shown since can be cleared and emptied. Says how many a no."""
    here = await people.made_when(tx)
    same = {person for person, at in former.made.items() if here.get(person) == at}
    for one, at in former.shown:
        if one.person in same:
            await messages.note_messages(tx, [one], at)
    return sum([await consents.refuse_again(tx, one) for one in former.refused if one.person in same])


async def _leave_again(tx: Tx, left: Collection[Place], now: datetime) -> int:
    """Whoever left the team has no right in it, whatever a copy says. Says how many are in it again."""
    here = set(await people.who_is_here(tx)) & set(left)
    for member in [await people.member(tx, one.number) for one in here]:
        if member is not None:
            await leave_team(tx, member, now)
    return len(here)
