"""The sessions of a gathering: listed, looked at one by one, moved, cancelled, or taken out of a draft."""

from domain.series import Meeting
from handlers.context import Ctx
from handlers.counselling.times import read_day
from handlers.gatherings import staff_plan, telling
from handlers.gatherings import staff_plan_sessions_screens as screens
from handlers.gatherings.staff_plan_typed import read_hours
from handlers.gatherings.staff_planner import Planned, again, clashes, fits, her_session, hers, meeting_of
from handlers.screen import Screen
from storage import gatherings
from storage.engine import Tx


async def sessions(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """All sessions of a gathering."""
    planned = await hers(ctx, tx, gathering)
    return await staff_plan.gone(ctx, tx) if planned is None else await listed(ctx, tx, planned)


async def listed(ctx: Ctx, tx: Tx, planned: Planned, said: str | None = None) -> Screen:
    """The list; of a single meeting its page."""
    if planned.rules.single:
        return await staff_plan.show(ctx, tx, planned, said)
    return screens.sessions(ctx, planned, said)


async def look(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """One session."""
    planned = await her_session(ctx, tx, session)
    return await staff_plan.gone(ctx, tx) if planned is None else await show(ctx, tx, planned)


async def show(ctx: Ctx, tx: Tx, planned: Planned, said: str | None = None) -> Screen:
    """Its page as it is now, with a sentence on what was just done."""
    now = await again(ctx, tx, planned)
    assert now.session is not None, "its page is asked for"
    return screens.session(ctx, now, now.session, await clashes(ctx, tx, now, [now.session.span]), said)


async def move(ctx: Ctx, tx: Tx, planned: Planned, meeting: Meeting) -> Screen:
    """Another time: of a draft at once; else it is said first who will be told."""
    session = planned.session
    assert session is not None, "a session is moved"
    if meeting == meeting_of(ctx, session):
        return await _page(ctx, tx, planned, screens.as_before(ctx.tr))
    if planned.draft:
        await gatherings.move_session(tx, session.id, session.sequence, meeting.span(ctx.programme.zone))
        return await _page(ctx, tx, planned, screens.moved(ctx.tr))
    clash = await clashes(ctx, tx, planned, [meeting.span(ctx.programme.zone)])
    return screens.sure_to_move(ctx, planned, session, meeting, await staff_plan.concerned(tx, planned), clash)


async def _page(ctx: Ctx, tx: Tx, planned: Planned, said: str) -> Screen:
    if planned.rules.single:
        return await staff_plan.show(ctx, tx, planned, said)
    return await show(ctx, tx, planned, said)


async def move_yes(ctx: Ctx, tx: Tx, session: str, was: str, day: str, hours: str) -> Screen:
    """It is at another time, and everybody is told; unless somebody was faster."""
    planned, meeting = await her_session(ctx, tx, session), _meeting(day, hours)
    if planned is None or planned.session is None or planned.draft or meeting is None or not fits(ctx, meeting):
        return await staff_plan.gone(ctx, tx)
    here, number = planned.session, int(was) if was.isascii() and was.isdecimal() and len(was) < 6 else -1
    if not await gatherings.move_session(tx, here.id, number, meeting.span(ctx.programme.zone)):
        return await _page(ctx, tx, planned, screens.overtaken(ctx.tr))
    now = await again(ctx, tx, planned)
    assert now.session is not None, "it was moved in this very transaction"
    await telling.session_moved(tx, ctx.programme, now.gathering, now.session, here.starts_at, ctx.now)
    return await _page(ctx, tx, now, screens.moved(ctx.tr, await staff_plan.concerned(tx, now)))


def _meeting(day: str, hours: str) -> Meeting | None:
    chosen, span = read_day(day), read_hours(hours)
    return Meeting(chosen, *span) if chosen and span else None


async def cancel(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """Is it really not to take place? So many are told."""
    planned = await _of_open(ctx, tx, session)
    if planned is None:
        return await staff_plan.gone(ctx, tx)
    return screens.sure_to_cancel(ctx, planned, await staff_plan.concerned(tx, planned), last=_is_last(ctx, planned))


async def _of_open(ctx: Ctx, tx: Tx, session: str) -> Planned | None:
    planned = await her_session(ctx, tx, session)
    return planned if planned is not None and not planned.draft else None


def _is_last(ctx: Ctx, planned: Planned) -> bool:
    """Whether nothing else of a gathering took place or will: without it there is nothing."""
    return len(planned.gathering.standing) == 1


async def cancel_yes(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """It does not take place, and everybody is told."""
    planned = await _of_open(ctx, tx, session)
    if planned is None or planned.session is None:
        return await staff_plan.gone(ctx, tx)
    if _is_last(ctx, planned):
        return await staff_plan.cancel_all(ctx, tx, planned)
    await gatherings.cancel_session(tx, planned.session.id)
    now = await again(ctx, tx, planned)
    assert now.session is not None, "a cancelled session stays in the list"
    await telling.session_cancelled(tx, ctx.programme, now.gathering, now.session, ctx.now)
    return await listed(ctx, tx, now, screens.cancelled(ctx.tr, await staff_plan.concerned(tx, now)))


async def drop(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """It goes from a draft."""
    planned = await her_session(ctx, tx, session)
    if planned is None or planned.session is None or not planned.draft:
        return await staff_plan.gone(ctx, tx)
    await gatherings.drop_session(tx, planned.session.id)
    left = await hers(ctx, tx, planned.gathering.code)
    assert left is not None, "the draft is there, one session shorter"
    said = screens.dropped(ctx.tr)
    return await listed(ctx, tx, left, said) if left.gathering.sessions else await staff_plan.show(ctx, tx, left, said)
