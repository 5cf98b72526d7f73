"""What somebody may see of gatherings: what is open to all, and what she takes part in; of the rest it is as if not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering, GatheringState
from domain.sign_ups import SignUp, changeable, joinable
from handlers.context import Ctx
from storage import gatherings, sign_ups
from storage.engine import Tx


@dataclass(frozen=True, slots=True)
class Seen:
    """A gathering as one reader may see it: its rules, and what she or her family signed up for, if they ever did."""

    gathering: Gathering
    rules: GatheringRules
    own: SignUp | None = None

    @property
    def code(self) -> str:
        """Its public code."""
        return self.gathering.code

    def stands(self, now: datetime) -> bool:
        """Whether she takes part or is in line for it."""
        return self.own is not None and self.own.stands(now)

    def changeable(self, now: datetime) -> bool:
        """Whether she can still say something about taking part."""
        return changeable(self.gathering, now)

    def joinable(self, now: datetime) -> bool:
        """Whether she can still sign up; to what is hidden nobody signs up without an invitation."""
        return self.changeable(now) and not self.rules.hidden and joinable(self.rules, self.gathering, now)

    @property
    def own_code(self) -> str:
        """The public code of what she signed up for; the caller knows that there is something."""
        assert self.own is not None
        return self.own.code


async def seen(ctx: Ctx, tx: Tx, code: str) -> Seen | None:
    """The gathering with this code, if she may know of it: "not for you" and "not there" are the same nothing."""
    gathering = await gatherings.find_gathering(tx, code)
    return None if gathering is None else await seen_of(ctx, tx, gathering)


async def seen_of(ctx: Ctx, tx: Tx, gathering: Gathering) -> Seen | None:
    """This gathering, if she may know of it."""
    rules = ctx.programme.rules(gathering.activity)
    if rules is None or gathering.state is GatheringState.DRAFT:
        return None
    found = Seen(gathering, rules, await sign_ups.sign_up_of(tx, gathering.id, ctx.person, rules.unit))
    return None if rules.hidden and not found.stands(ctx.now) else found


async def hers(ctx: Ctx, tx: Tx, code: str) -> Seen | None:
    """What this sign-up is to, if it is hers or her family's; what she left she may know of, too."""
    sign_up = await sign_ups.find_sign_up(tx, code)
    return None if sign_up is None else await _with(ctx, tx, sign_up)


async def _with(ctx: Ctx, tx: Tx, sign_up: SignUp) -> Seen | None:
    gathering = await gatherings.get_gathering(tx, sign_up.gathering)
    rules = ctx.programme.rules(gathering.activity)
    if rules is None:
        return None
    same = sign_up.person == ctx.person.id if rules.unit.one_person else sign_up.family == ctx.person.family
    return Seen(gathering, rules, sign_up) if same else None


async def again(ctx: Ctx, tx: Tx, here: Seen) -> Seen:
    """The same as it is after something was done to it."""
    own = await sign_ups.find_sign_up(tx, here.own_code)
    return replace(here, gathering=await gatherings.get_gathering(tx, here.gathering.id), own=own)


async def own_coming(ctx: Ctx, tx: Tx) -> list[Seen]:
    """What she takes part in or waits for, that is not over; the next first."""
    found = [await _with(ctx, tx, one) for one in await sign_ups.active_sign_ups(tx, ctx.person)]
    stand = (one for one in found if one is not None and one.stands(ctx.now))
    open_ = [one for one in stand if one.gathering.state is GatheringState.OPEN]
    return sorted((one for one in open_ if one.gathering.coming(ctx.now)), key=lambda one: _next(ctx, one.gathering))


def _next(ctx: Ctx, gathering: Gathering) -> tuple[datetime, int]:
    return gathering.coming(ctx.now)[0].starts_at, gathering.id


async def open_to_join(ctx: Ctx, tx: Tx, activities: Iterable[str] | None = None) -> list[Gathering]:
    """What everybody may sign up for, the next first; of some activities only, if they are named."""
    known = [one.key for one in ctx.programme.gathering_kinds if one.gathering and not one.gathering.hidden]
    keys = [key for key in known if activities is None or key in set(activities)]
    found = await gatherings.gatherings_of(tx, keys, (GatheringState.OPEN,), ctx.now)
    return sorted((one for one in found if _joinable(ctx, one)), key=lambda one: _next(ctx, one))


def _joinable(ctx: Ctx, gathering: Gathering) -> bool:
    rules = ctx.programme.rules(gathering.activity)
    return rules is not None and Seen(gathering, rules).joinable(ctx.now)
