"""The week: hours, appointments, who is away, and what it came to; who sees figures only sees no family."""

from dataclasses import replace

from domain.access import Reach, Right, reach
from domain.appointments import Appointment, AppointmentState
from domain.counselling import Request
from domain.registers import year_of
from domain.slots import local_day
from domain.week import Week, WeekFigures
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.times import read_day
from handlers.screen import Screen
from handlers.staff import week_screens as screens
from storage import appointments, counselling, opening, referrals
from storage import week as weeks
from storage.engine import Tx

# So many weeks back and ahead.
REACHES = 53
STATES = (AppointmentState.CONFIRMED, AppointmentState.HELD, AppointmentState.MISSED)


async def this_week(ctx: Ctx, tx: Tx) -> Screen:
    """The week it is now."""
    return await _show(ctx, tx, _now(ctx))


def _now(ctx: Ctx) -> Week:
    return Week.of(local_day(ctx.programme, ctx.now))


async def one_week(ctx: Ctx, tx: Tx, day: str) -> Screen:
    """Another week, by one of its days."""
    chosen, now = read_day(day), _now(ctx)
    if chosen is None or not now.beside(-REACHES).monday <= chosen < now.beside(REACHES + 1).monday:
        return problems.no_longer(ctx.tr, await this_week(ctx, tx))
    return await _show(ctx, tx, Week.of(chosen))


async def _show(ctx: Ctx, tx: Tx, week: Week) -> Screen:
    # Elsewhere only the changes from today on matter; here the days behind us are shown as they were.
    changes = await opening.changes_since(tx, week.monday)
    programme = replace(ctx.programme, changes=changes)
    ctx = replace(ctx, services=replace(ctx.services, programme=programme))
    span = week.span(programme)
    found = await appointments.appointments_between(tx, span.starts_at, span.ends_at, STATES)
    figures = await _figures(ctx, tx, week, len(found))
    away = await weeks.away_between(tx, week.days[0], week.days[-1], programme.zone)
    return screens.week(ctx, week, await _cases(ctx, tx, found), away, figures, this=week == _now(ctx), reaches=REACHES)


async def _cases(ctx: Ctx, tx: Tx, found: list[Appointment]) -> list[tuple[Appointment, Request]]:
    """The appointments with their requests, for those who may see single families."""
    if reach(ctx.person, Right.WEEK) is not Reach.ALL:
        return []
    return [(one, await counselling.get_request(tx, one.request)) for one in found if one.request is not None]


async def _figures(ctx: Ctx, tx: Tx, week: Week, times: int) -> WeekFigures:
    span = week.span(ctx.programme)
    years = {year_of(ctx.programme, day) for day in (week.days[0], week.days[-1])}
    return WeekFigures(
        requests=await weeks.count_requests(tx, span),
        talks=await weeks.count_talks(tx, span),
        new_families=await weeks.count_new_families(tx, span, sorted(years)),
        bridges=await referrals.count_contacts(tx, span.starts_at, span.ends_at),
        appointments=times,
        waiting=await weeks.count_waiting(tx) if week == _now(ctx) else None,
    )
