"""Who runs a gathering, and who takes part in it: looked up in the transaction in which somebody acts."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.access import Right, runs
from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering, GatheringState
from domain.people import Person
from domain.sign_ups import SignUp, SignUpState
from handlers.context import Ctx
from storage import gatherings, people, sign_ups
from storage.engine import Tx

Which = Callable[[GatheringRules], bool]


@dataclass(frozen=True, slots=True)
class Run:
    """A gathering and the rules of its activity."""

    gathering: Gathering
    rules: GatheringRules

    @property
    def open(self) -> bool:
        """Whether anybody can take part in it now."""
        return self.gathering.state is GatheringState.OPEN


async def run_by_her(ctx: Ctx, tx: Tx, code: str) -> Run | None:
    """The gathering, if this member of staff runs it; "not hers" and "not there" are the same nothing."""
    gathering = await gatherings.find_gathering(tx, code)
    rules = ctx.programme.rules(gathering.activity) if gathering else None
    if gathering is None or rules is None or not runs(ctx.person, rules):
        return None
    return Run(gathering, rules)


async def open_ones_she_runs(ctx: Ctx, tx: Tx, which: Which) -> list[Run]:
    """The open gatherings of such activities that this member of staff runs."""
    kinds = {one.key: one.gathering for one in ctx.programme.gathering_kinds if one.gathering}
    hers = {key: rules for key, rules in kinds.items() if runs(ctx.person, rules) and which(rules)}
    found = await gatherings.gatherings_of(tx, hers, (GatheringState.OPEN,))
    return [Run(one, hers[one.activity]) for one in found]


async def who_runs(tx: Tx, rules: GatheringRules) -> list[Person]:
    """Everybody in the team who runs gatherings of these rules."""
    return [one for one in await people.staff_who(tx, Right.GATHERINGS) if runs(one, rules)]


async def taken_part_in(ctx: Ctx, tx: Tx, gathering: Gathering, rules: GatheringRules) -> SignUp | None:
    """Her sign-up, or her family's, if she has a place in this gathering and it is open."""
    if gathering.state is not GatheringState.OPEN:
        return None
    found = await sign_ups.sign_up_of(tx, gathering.id, ctx.person, rules.unit)
    return found if found is not None and found.state is SignUpState.GOING else None
