"""What the nurses are told of their groups: a new mother, one who left, and that it is time to ask about daycare."""

from datetime import timedelta

from domain.gathering_rules import GatheringRules, OutcomeKind
from domain.gatherings import GatheringState
from domain.leave import left_by
from domain.ledgers import Daycare, children_of
from domain.notices import Due, Notice
from domain.sign_ups import SignUp, SignUpState
from handlers.context import Ctx, Services
from handlers.gatherings.staff_group_screens import called, name_of
from handlers.gatherings.whose import Run, run_by_her, who_runs
from handlers.screen import Button, Screen, column
from handlers.staff.menu import way_home
from storage import gatherings, ledgers, outbox, sign_ups, sign_ups_due
from storage.engine import Tx

# Whoever left longer ago than this beyond the time is not asked about any more: the house was down too long.
LATE = timedelta(days=14)


async def _of_hers(ctx: Ctx, tx: Tx, due: Due) -> tuple[Run, SignUp] | None:
    """The mother it is about, if the reader runs her group now."""
    one = await sign_ups.find_sign_up(tx, due.data["sign_up"])
    if one is None:
        return None
    gathering = await gatherings.get_gathering(tx, one.gathering)
    run = await run_by_her(ctx, tx, gathering.code)
    return None if run is None else (run, one)


def _card(ctx: Ctx, run: Run, one: SignUp, text: str) -> Screen:
    look = Button(ctx.tr.ptext("staff button", "👤 Open"), f"group:{run.gathering.code}:member:{one.code}")
    group = f"group:{run.gathering.code}"
    return Screen(text, (*column(look), *way_home(ctx.tr, group)), at=group, words=True)


async def joined(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """A new mother has joined; nothing once she has left again."""
    found = await _of_hers(ctx, tx, due)
    if found is None or not found[1].stands(ctx.now):
        return None
    run, one = found
    text: str = ctx.tr.html("A new mother has joined {group}.", group=called(ctx, run))
    if one.name:
        text = ctx.tr.html("A new mother has joined {group}: {name}.", group=called(ctx, run), name=one.name)
    if one.state is not SignUpState.GOING:
        text = ctx.tr.html("A new mother is in line for {group}, which is full.", group=called(ctx, run))
    return _card(ctx, run, one, f"🆕 {text}")


async def left(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """A mother has left of her own accord; nothing if she is back."""
    found = await _of_hers(ctx, tx, due)
    if found is None or found[1].stands(ctx.now):
        return None
    run, one = found
    text = ctx.tr.html(
        "{name} has left {group}. Is it known how it goes on? Then note it.", name=name_of(one), group=called(ctx, run)
    )
    return _card(ctx, run, one, f"👋 {text}")


async def measure(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Time to ask about daycare; nothing if she is back, or it is known by now that every child has started."""
    found = await _of_hers(ctx, tx, due)
    if found is None or (found[1].stands(ctx.now) and found[0].gathering.state is GatheringState.OPEN):
        return None
    run, one = found
    children = children_of(await ledgers.outcomes_of(tx, one.id)).values()
    if children and all(child.value == Daycare.STARTED for child in children):
        return None
    text = ctx.tr.html(
        "{name} left {group} some months ago. Time to ask whether the child has started in daycare, and to note it.",
        name=name_of(one),
        group=called(ctx, run),
    )
    return _card(ctx, run, one, f"🧸 {text}")


async def remember_to_ask(tx: Tx, services: Services) -> None:
    """So many months after a mother has left, as the programme says, whoever runs her group is reminded once."""
    for kind in services.programme.gathering_kinds:
        rules = kind.gathering
        if rules and rules.measured_after and OutcomeKind.DAYCARE in rules.outcomes:
            await _remind(tx, services, kind.key, rules, rules.measured_after)


async def _remind(tx: Tx, services: Services, activity: str, rules: GatheringRules, months: int) -> None:
    until = left_by(services.programme, services.now(), months)
    left_then = await sign_ups_due.left_between(tx, activity, until - LATE, until)
    due = {f"staff-group-measure:{one.code}:{over:%Y%m%d}": one for one, over in left_then}
    if not due:
        return
    known = await outbox.purposes_known(tx, due)
    for purpose, one in due.items():
        if purpose not in known:
            await _tell_all(tx, services, rules, one, purpose)


async def _tell_all(tx: Tx, services: Services, rules: GatheringRules, one: SignUp, purpose: str) -> None:
    """The first has the purpose itself, by which it is known that they were told; the others a number behind it."""
    data, readers = {"sign_up": one.code}, await who_runs(tx, rules)
    cards = [
        Notice(reader.id, "staff-group-measure", f"{purpose}:{place}" if place else purpose, data)
        for place, reader in enumerate(readers)
    ]
    await outbox.enqueue(tx, cards, services.now())
