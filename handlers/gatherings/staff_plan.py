"""The plan of the year, for those who run activities: what there is, a new draft, opening, cancelling and ending."""

from datetime import datetime

from domain.gathering_rules import Care
from domain.gatherings import About, Gathering, GatheringState
from domain.sign_ups import ACTIVE, SignUpState
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.gatherings import staff_plan_screens as screens
from handlers.gatherings import telling
from handlers.gatherings.staff_plan_screens import Around, Figures
from handlers.gatherings.staff_planner import (
    Planned,
    again,
    clashes,
    her_draft,
    hers,
    kinds_she_sees,
    meeting_of,
    plans,
    seen,
)
from handlers.screen import Screen
from storage import gatherings, sign_ups
from storage.engine import Tx

EVERY = tuple(GatheringState)


async def overview(ctx: Ctx, tx: Tx) -> Screen:
    """All that is planned; of whoever runs one activity only, that one."""
    kinds = kinds_she_sees(ctx)
    if len(kinds) == 1:
        return await of_activity(ctx, tx, kinds[0].key, "0")
    figures = {one.key: _figures(ctx, await _of(ctx, tx, one.key)) for one in kinds}
    return screens.overview(ctx, kinds, figures)


async def of_activity(ctx: Ctx, tx: Tx, activity: str, page: str) -> Screen:
    """The gatherings of one activity."""
    if activity not in {one.key for one in kinds_she_sees(ctx)}:
        return await gone(ctx, tx)
    found = await _of(ctx, tx, activity)
    last = max(0, (len(found) - 1) // screens.ON_A_PAGE)
    number = min(int(page), last) if page.isascii() and page.isdecimal() and len(page) < 4 else 0
    return screens.of_activity(ctx, activity, found, number, _figures(ctx, found))


async def _of(ctx: Ctx, tx: Tx, activity: str) -> list[Gathering]:
    """Drafts, then what is to come, then what was this year; of what is over the newest first."""
    found = await gatherings.gatherings_of(tx, [activity], EVERY)
    drafts = [one for one in found if one.state is GatheringState.DRAFT]
    coming = [one for one in found if is_coming(one, ctx.now)]
    past = [one for one in found if one not in drafts and one not in coming and _this_year(ctx, one)]
    return [*drafts, *coming, *reversed(past)]


def is_coming(gathering: Gathering, now: datetime) -> bool:
    """Whether something of it is still to come."""
    return gathering.state is GatheringState.OPEN and bool(gathering.coming(now))


def _this_year(ctx: Ctx, gathering: Gathering) -> bool:
    year = screens.today_year(ctx)
    return any(meeting_of(ctx, one).day.year >= year for one in gathering.sessions)


def _figures(ctx: Ctx, found: list[Gathering]) -> Figures:
    drafts = sum(one.state is GatheringState.DRAFT for one in found)
    coming = sum(is_coming(one, ctx.now) for one in found)
    held = [one for one in found if one.state in (GatheringState.OPEN, GatheringState.ENDED)]
    return Figures(drafts, coming, len(held) - coming)


async def gone(ctx: Ctx, tx: Tx) -> Screen:
    """No such gathering, or not hers: the same words."""
    return problems.no_longer(ctx.tr, await overview(ctx, tx))


async def look(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """The page of one gathering."""
    planned = await seen(ctx, tx, gathering)
    return await gone(ctx, tx) if planned is None else await show(ctx, tx, planned)


async def show(ctx: Ctx, tx: Tx, planned: Planned, said: str | None = None) -> Screen:
    """The page as it is now, with a sentence on what was just done."""
    planned = await again(ctx, tx, planned)
    return screens.page(ctx, Planned(planned.gathering, planned.rules), await _around(ctx, tx, planned), said)


async def _around(ctx: Ctx, tx: Tx, planned: Planned) -> Around:
    here = planned.gathering
    spans = [one.span for one in here.coming(ctx.now)]
    if not plans(ctx, here.activity):
        return Around(clashes=await clashes(ctx, tx, planned, spans))
    waiting = await sign_ups.sign_ups_of(tx, here.id, (SignUpState.WAITING,))
    return Around(
        await sign_ups.places_taken(tx, here.id),
        len(waiting),
        await clashes(ctx, tx, planned, spans),
        await gatherings.wanted_languages(tx, here.id),
    )


async def draft_for(ctx: Ctx, tx: Tx, activity: str) -> Planned | None:
    """A new draft with what is usual; one of hers in which nothing is said yet is taken up instead."""
    rules = ctx.programme.rules(activity)
    if rules is None or not plans(ctx, activity):
        return None
    waiting = await gatherings.gatherings_of(tx, [activity], [GatheringState.DRAFT])
    empty = next((one for one in waiting if one.staff == me(ctx).id and _is_empty(one)), None)
    code = (
        empty.code
        if empty
        else await gatherings.make_gathering(
            tx, activity, About(), rules.places, rules.childcare is Care.ALWAYS, me(ctx).id, ctx.now
        )
    )
    return await her_draft(ctx, tx, code)


def _is_empty(draft: Gathering) -> bool:
    return not draft.sessions and draft.about == About()


async def publish(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """Residents see it from now on, and can sign up."""
    planned = await her_draft(ctx, tx, gathering)
    if planned is None:
        return await gone(ctx, tx)
    if not planned.gathering.coming(ctx.now):
        return await show(ctx, tx, planned, ctx.tr.html("It has no day ahead yet, so it cannot be opened."))
    await gatherings.move_gathering(tx, planned.gathering.id, GatheringState.OPEN, ctx.now)
    return await show(ctx, tx, planned, ctx.tr.html("✅ It is open. Those it is for can sign up now."))


async def drop(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """Is the draft really to go?"""
    planned = await her_draft(ctx, tx, gathering)
    if planned is None:
        return await gone(ctx, tx)
    yes = ctx.tr.ptext("staff button", "🗑 Yes, delete it")
    question = ctx.tr.html("Delete this draft? Nobody else has seen it.")
    return screens.sure(ctx, planned, question, yes, f"{planned.data}:drop")


async def drop_yes(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """The draft goes."""
    planned = await her_draft(ctx, tx, gathering)
    if planned is None or not await gatherings.drop_draft(tx, planned.gathering.id):
        return await gone(ctx, tx)
    return await of_activity(ctx, tx, planned.gathering.activity, "0")


async def _open(ctx: Ctx, tx: Tx, gathering: str) -> Planned | None:
    found = await hers(ctx, tx, gathering)
    return found if found is not None and not found.draft else None


async def cancel(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """Is all of it really to be cancelled? So many are told."""
    planned = await _open(ctx, tx, gathering)
    if planned is None or not planned.gathering.coming(ctx.now):
        return await gone(ctx, tx)
    yes, count = ctx.tr.ptext("staff button", "❌ Yes, call it off"), await concerned(tx, planned)
    question = f"{ctx.tr.html('Cancel it? This cannot be taken back.')}\n{screens.told_line(ctx.tr, count)}"
    return screens.sure(ctx, planned, question, yes, f"{planned.data}:cancel")


async def concerned(tx: Tx, planned: Planned) -> int:
    """How many families, or women, take part or wait."""
    return len(await sign_ups.sign_ups_of(tx, planned.gathering.id, ACTIVE))


async def cancel_yes(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """It is cancelled, and everybody is told."""
    planned = await _open(ctx, tx, gathering)
    if planned is None or not planned.gathering.coming(ctx.now):
        return await gone(ctx, tx)
    return await cancel_all(ctx, tx, planned)


async def cancel_all(ctx: Ctx, tx: Tx, planned: Planned) -> Screen:
    """All that is still to come of it is cancelled."""
    count = await concerned(tx, planned)
    if not await gatherings.move_gathering(tx, planned.gathering.id, GatheringState.CANCELLED, ctx.now):
        return await gone(ctx, tx)
    now = await again(ctx, tx, planned)
    await telling.gathering_cancelled(tx, ctx.programme, now.gathering, ctx.now)
    said = f"{ctx.tr.html('❌ It is cancelled.')} {screens.told_line(ctx.tr, count)}"
    return await show(ctx, tx, now, said)


async def _over(ctx: Ctx, tx: Tx, gathering: str) -> Planned | None:
    """One that is open though nothing of it is to come."""
    planned = await _open(ctx, tx, gathering)
    return None if planned is None or planned.gathering.coming(ctx.now) else planned


async def end(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """Is it really over?"""
    planned = await _over(ctx, tx, gathering)
    if planned is None:
        return await gone(ctx, tx)
    question = ctx.tr.html("Nothing of it is to come. Is it over for good?")
    return screens.sure(
        ctx, planned, question, ctx.tr.ptext("staff button", "🏁 Yes, it is over"), f"{planned.data}:end"
    )


async def end_yes(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """It is over."""
    planned = await _over(ctx, tx, gathering)
    if planned is None:
        return await gone(ctx, tx)
    await gatherings.move_gathering(tx, planned.gathering.id, GatheringState.ENDED, ctx.now)
    return await show(ctx, tx, planned, ctx.tr.html("🏁 It is ended."))
