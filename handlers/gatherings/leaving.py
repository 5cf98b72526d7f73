"""Leaves everything somebody is signed up for: she asked to be forgotten, or has not been here for long."""

from domain.sign_ups import SignUp, SignUpState
from handlers.context import Ctx
from handlers.gatherings import line
from handlers.gatherings.group_news import LEFT, tell_those_who_run_it
from storage import gathering_people, gatherings, polls, sign_ups
from storage.engine import Tx


async def leave_all(ctx: Ctx, tx: Tx) -> None:
    """What she alone spoke for is left and its place goes on; the other parent keeps what the family signed up for."""
    other = await gathering_people.another_of_the_family(tx, ctx.person)
    hers = [one for one in await sign_ups.active_sign_ups(tx, ctx.person) if one.person == ctx.person.id]
    left = [one for one in hers if not await _kept(ctx, tx, one, other)]
    await sign_ups.empty_sign_ups_of(tx, ctx.person.id)
    await polls.drop_votes(tx, ctx.person.id)
    await gatherings.drop_wanted_words(tx, ctx.person.id)
    for gathering in sorted({one.gathering for one in left}):
        await line.fill(tx, ctx.programme, gathering, ctx.now)


async def _kept(ctx: Ctx, tx: Tx, one: SignUp, other: int | None) -> bool:
    """Whether the other parent has it now; else it is left."""
    gathering = await gatherings.get_gathering(tx, one.gathering)
    rules = ctx.programme.rules(gathering.activity)
    if other is not None and rules is not None and not rules.unit.one_person:
        await sign_ups.hand_over(tx, one.id, other)
        return True
    await sign_ups.move_sign_up(tx, one.id, SignUpState.LEFT, ctx.now)
    if rules is not None:
        await tell_those_who_run_it(ctx, tx, rules, one, LEFT)
    return False
