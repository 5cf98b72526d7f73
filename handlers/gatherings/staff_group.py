"""What the nurses do with a mothers' group: see who is in it, invite, say goodbye, and note what became of it."""

import asyncio
from dataclasses import replace

from domain.gathering_rules import OutcomeKind
from domain.gatherings import Gathering
from domain.ledgers import Daycare, Plan
from domain.notices import Notice
from domain.sign_ups import SignUp, SignUpState
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.gatherings import line
from handlers.gatherings import staff_group_screens as screens
from handlers.gatherings import staff_outcome_screens as outcome_screens
from handlers.gatherings.group_joining import PREFIX
from handlers.gatherings.group_slip import slips_for
from handlers.gatherings.staff_group_screens import Member, Members
from handlers.gatherings.whose import Run, open_ones_she_runs, run_by_her
from handlers.house.partners import start_link
from handlers.screen import Screen
from handlers.staff.closed_years import closed_year, refused
from storage import gatherings, ledgers, outbox, sign_ups
from storage.engine import Tx

# So many of those who left are shown; the register keeps all.
MOST_LEFT = 20


async def groups(ctx: Ctx, tx: Tx) -> Screen:
    """Every group she runs."""
    found = await open_ones_she_runs(ctx, tx, lambda rules: rules.by_invitation)
    return screens.groups(ctx, [(one, len(await sign_ups.sign_ups_of(tx, one.gathering.id))) for one in found])


async def gone(ctx: Ctx, tx: Tx) -> Screen:
    """No such group, or not hers: the same words."""
    return problems.no_longer(ctx.tr, await groups(ctx, tx))


async def its(ctx: Ctx, tx: Tx, gathering: str) -> Run | None:
    """The group, if she runs it."""
    found = await run_by_her(ctx, tx, gathering)
    return found if found is not None and found.rules.by_invitation else None


async def look(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """One group."""
    found = await its(ctx, tx, gathering)
    if found is None:
        return await gone(ctx, tx)
    coming = found.gathering.coming(ctx.now)
    return screens.group(ctx, found, await _members(ctx, tx, found.gathering), coming[0] if coming else None)


async def _members(ctx: Ctx, tx: Tx, gathering: Gathering) -> Members:
    here = await sign_ups.sign_ups_of(tx, gathering.id)
    left = await sign_ups.sign_ups_of(tx, gathering.id, (SignUpState.LEFT,))
    over = [one.ends_at for one in gathering.standing if one.ends_at <= ctx.now]
    new = frozenset(one.id for one in here if not over or one.queued_at > over[-1])
    left = sorted(left, key=lambda one: (one.ended_at or ctx.now, one.id), reverse=True)
    return Members(here, new, left[:MOST_LEFT])


async def members(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """Who is in it."""
    found = await its(ctx, tx, gathering)
    if found is None:
        return await gone(ctx, tx)
    return screens.people_in(ctx, found, await _members(ctx, tx, found.gathering))


async def left(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """Who has left."""
    found = await its(ctx, tx, gathering)
    if found is None:
        return await gone(ctx, tx)
    return screens.those_who_left(ctx, found, (await _members(ctx, tx, found.gathering)).left)


async def invite(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """The link and its picture."""
    found = await its(ctx, tx, gathering)
    return await gone(ctx, tx) if found is None else screens.invitation(ctx, found, _link(ctx, found.gathering))


def _link(ctx: Ctx, gathering: Gathering) -> str:
    return start_link(ctx.services.bot_username, f"{PREFIX}{gathering.join_code}")


async def ask_renew(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """Shall the old ones lead nowhere?"""
    found = await its(ctx, tx, gathering)
    return await gone(ctx, tx) if found is None else screens.ask_renew(ctx, found)


async def renew(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """A new invitation; the old ones lead nowhere."""
    found = await its(ctx, tx, gathering)
    if found is None:
        return await gone(ctx, tx)
    await gatherings.new_join_code(tx, found.gathering.id)
    found = replace(found, gathering=await gatherings.get_gathering(tx, found.gathering.id))
    just = ctx.tr.html("This is the new invitation. The old ones lead nowhere.")
    return screens.invitation(ctx, found, _link(ctx, found.gathering), just=just)


async def slip(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """The page to print; drawn beside the loop, because a page takes as long as many answers."""
    found = await its(ctx, tx, gathering)
    if found is None:
        return await gone(ctx, tx)
    link, services = _link(ctx, found.gathering), ctx.services
    page = await asyncio.to_thread(slips_for, link, ctx.programme, services.languages)
    return screens.slips_ready(ctx, found, page)


async def of_hers(ctx: Ctx, tx: Tx, gathering: str, sign_up: str) -> tuple[Run, SignUp] | None:
    """A mother of a group that this nurse runs, whether she is still in it or has left."""
    found, one = await its(ctx, tx, gathering), await sign_ups.find_sign_up(tx, sign_up)
    if found is None or one is None or one.gathering != found.gathering.id:
        return None
    return found, one


async def member(ctx: Ctx, tx: Tx, gathering: str, sign_up: str) -> Screen:
    """One mother."""
    found = await of_hers(ctx, tx, gathering, sign_up)
    return await gone(ctx, tx) if found is None else await _member(ctx, tx, *found)


async def _member(ctx: Ctx, tx: Tx, run: Run, one: SignUp, just: str | None = None) -> Screen:
    until = one.ended_at or ctx.now
    over = [each for each in run.gathering.standing if one.queued_at < each.ends_at and each.starts_at <= until]
    said = await sign_ups.attendances_of(tx, [each.id for each in over if each.ends_at <= ctx.now])
    attended = sum(each.present is True for each in said if each.person == one.person)
    held = len([each for each in over if each.ends_at <= ctx.now])
    noted = await ledgers.outcomes_of(tx, one.id)
    return screens.member(ctx, run, Member(one, attended, held, noted), just=just)


async def ask_goodbye(ctx: Ctx, tx: Tx, gathering: str, sign_up: str) -> Screen:
    """Is it meant?"""
    found = await of_hers(ctx, tx, gathering, sign_up)
    if found is None or not found[1].stands(ctx.now):
        return await gone(ctx, tx)
    return screens.ask_goodbye(ctx, *found)


async def goodbye(ctx: Ctx, tx: Tx, gathering: str, sign_up: str) -> Screen:
    """The mother has left from this moment, and is told; a second press tells her nothing more."""
    found = await of_hers(ctx, tx, gathering, sign_up)
    if found is None or not await line.leave(tx, ctx.programme, found[1], ctx.now):
        return await gone(ctx, tx)
    run, one = found
    if one.person is not None:
        purpose = f"group-goodbye:{one.code}:{int(ctx.now.timestamp())}"
        await outbox.enqueue(tx, [Notice(one.person, "group-goodbye", purpose, {"sign_up": one.code})], ctx.now)
    just = ctx.tr.html("Goodbye is said. Is it known how it goes on? Then note it now.")
    return await _member(ctx, tx, run, replace(one, state=SignUpState.LEFT, ended_at=ctx.now), just)


async def daycare(ctx: Ctx, tx: Tx, gathering: str, sign_up: str, children: str) -> Screen:
    """Which of the children have started?"""
    found = await of_hers(ctx, tx, gathering, sign_up)
    if found is None or OutcomeKind.DAYCARE not in found[0].rules.outcomes or not _few(children):
        return await gone(ctx, tx)
    noted = await ledgers.outcomes_of(tx, found[1].id)
    return outcome_screens.daycare(ctx, *found, noted, int(children))


def _few(children: str) -> bool:
    return children in {str(number) for number in range(1, outcome_screens.MOST_CHILDREN + 1)}


async def note_daycare(ctx: Ctx, tx: Tx, gathering: str, sign_up: str, children: str, child: str, value: str) -> Screen:
    """It is noted of this child, from now on; what stood there stays in the list of what was noted."""
    found = await of_hers(ctx, tx, gathering, sign_up)
    fits = _few(children) and _few(child) and value in set(Daycare)
    if found is None or OutcomeKind.DAYCARE not in found[0].rules.outcomes or not fits:
        return await gone(ctx, tx)
    if shut := await _shut(ctx, tx, *found):
        return shut
    await _note(ctx, tx, found[1], OutcomeKind.DAYCARE, int(child), value)
    left = int(children) - (value == Daycare.MISTAKE)
    return await daycare(ctx, tx, gathering, sign_up, str(max(left, 1)))


async def _shut(ctx: Ctx, tx: Tx, run: Run, one: SignUp) -> Screen | None:
    """Why nothing more can be noted of her, if the year in which she left is closed."""
    over = one.ended_at or run.gathering.ended_at
    year = await closed_year(ctx, tx, over) if over else None
    return None if year is None else refused(ctx, year, await _member(ctx, tx, run, one))


async def _note(ctx: Ctx, tx: Tx, one: SignUp, kind: OutcomeKind, child: int, value: str) -> None:
    """Note it, unless just that stands there already: a double tap is one entry."""
    noted = await ledgers.outcomes_of(tx, one.id)
    last = next((each for each in reversed(noted) if (each.kind, each.child) == (kind, child)), None)
    if last is None and value == Daycare.MISTAKE:
        return
    if last is None or last.value != value:
        await ledgers.note_outcome(tx, one.id, kind, child, value, me(ctx).id, ctx.now)


async def plan(ctx: Ctx, tx: Tx, gathering: str, sign_up: str) -> Screen:
    """What is the plan?"""
    found = await of_hers(ctx, tx, gathering, sign_up)
    if found is None or OutcomeKind.PLAN not in found[0].rules.outcomes:
        return await gone(ctx, tx)
    noted = await ledgers.outcomes_of(tx, found[1].id)
    return outcome_screens.plan(ctx, *found, outcome_screens.plan_that_holds(noted))


async def note_plan(ctx: Ctx, tx: Tx, gathering: str, sign_up: str, value: str) -> Screen:
    """It is noted, and her card stands there again."""
    found = await of_hers(ctx, tx, gathering, sign_up)
    if found is None or OutcomeKind.PLAN not in found[0].rules.outcomes or value not in set(Plan):
        return await gone(ctx, tx)
    if shut := await _shut(ctx, tx, *found):
        return shut
    await _note(ctx, tx, found[1], OutcomeKind.PLAN, 0, value)
    return replace(await _member(ctx, tx, *found), toast=ctx.tr.text("Saved."))


async def noted(ctx: Ctx, tx: Tx, gathering: str, sign_up: str) -> Screen:
    """All that was noted."""
    found = await of_hers(ctx, tx, gathering, sign_up)
    if found is None:
        return await gone(ctx, tx)
    return outcome_screens.noted(ctx, *found, await ledgers.outcomes_of(tx, found[1].id))
