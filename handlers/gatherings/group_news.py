"""Those who run a group learn who has come to it and who has left it, by whichever way."""

from domain.gathering_rules import GatheringRules
from domain.notices import Notice
from domain.sign_ups import SignUp
from handlers.context import Ctx
from handlers.gatherings.whose import who_runs
from storage import outbox
from storage.engine import Tx

JOINED, LEFT = "staff-group-joined", "staff-group-left"


async def tell_those_who_run_it(ctx: Ctx, tx: Tx, rules: GatheringRules, sign_up: SignUp, kind: str) -> None:
    """A line to each of them, when they work; of what everybody may join they read in their lists."""
    if not rules.by_invitation:
        return
    data, stamp = {"sign_up": sign_up.code}, int(ctx.now.timestamp())
    readers = [one for one in await who_runs(tx, rules) if one.id != ctx.person.id]
    cards = [Notice(one.id, kind, f"{kind}:{sign_up.code}:{stamp}:{one.id}", data) for one in readers]
    await outbox.enqueue(tx, cards, ctx.now)
