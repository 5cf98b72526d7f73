"""What follows when the house keeps other hours: times are cancelled or stand again, and those concerned are told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from domain.appointments import Appointment, AppointmentState, Kind
from domain.counselling import Happening, RequestState
from domain.hours import DayHours
from domain.notices import Due, NoticeState
from domain.people import Staff
from domain.reminders import soon_enough
from domain.slots import Span, drop_in_on, local_day, promise, usual_drop_in_on, utc
from handlers.context import Ctx
from handlers.counselling import sending
from handlers.counselling.staff_alerts import alert_staff
from handlers.counselling.staff_offers import tell
from handlers.staff.expecting import WAITING, can_call, clock, expecting, tell_who_expects_us
from storage import appointments, counselling, opening, outbox
from storage.engine import Tx

# Other hours for some days; None is what the week says.
Wanted = Mapping[date, DayHours | None]

TIME_TO_PLAN = timedelta(hours=3)
DECIDING = frozenset({AppointmentState.RESERVED, AppointmentState.OFFERED})
CANCELLED = "cancelled-by-us"


@dataclass(frozen=True, slots=True)
class Concerned:
    """How many people other hours concern: who has a time that goes, an offer that goes, who expects us otherwise.

    `inside` have a time within the drop-in, and keep it.
    """

    booked: int
    offered: int
    expecting: int
    inside: int


def with_hours(ctx: Ctx, wanted: Wanted) -> Ctx:
    """The same moment, with other hours."""
    said = {**ctx.programme.changes, **wanted}
    changes = {day: hours for day, hours in said.items() if hours is not None}
    return replace(ctx, services=replace(ctx.services, programme=replace(ctx.programme, changes=changes)))


def unlike(ctx: Ctx, wanted: Wanted) -> Wanted:
    """Those of the days that have other hours by now than are wanted."""
    return {day: hours for day, hours in wanted.items() if ctx.programme.changes.get(day) != hours}


async def concerned(ctx: Ctx, tx: Tx, wanted: Wanted) -> Concerned:
    """Whom it concerns, before it is said."""
    after, wanted = with_hours(ctx, wanted), unlike(ctx, wanted)
    gone = [one for day in wanted for one in await _unfitting(after, tx, day)]
    booked = {one.person for one in gone if one.state is AppointmentState.CONFIRMED}
    offered = {one.person for one in gone if one.state is AppointmentState.OFFERED} - booked
    expect_us = {one.person for day in wanted for one in await expecting(ctx, after, tx, day)}
    inside = {one.person for day in wanted for one in await _inside(after, tx, day)}
    return Concerned(len(booked), len(offered), len(expect_us - booked), len(inside))


async def change_hours(ctx: Ctx, tx: Tx, wanted: Wanted, member: Staff) -> Ctx:
    """From now on these days have these hours, and everybody it concerns is told; gives back the moment after."""
    after = with_hours(ctx, wanted)
    for day, hours in unlike(ctx, wanted).items():
        if hours is None:
            await opening.withdraw_hours(tx, day, ctx.now)
        else:
            await opening.say_hours(tx, day, hours, member.id, ctx.now)
        await tell_who_expects_us(ctx, after, tx, day)
        for one in await _unfitting(after, tx, day):
            await _cancel(after, tx, member, one, day)
        await _let_stand_again(after, tx, day)
    return after


async def _on(ctx: Ctx, tx: Tx, day: date) -> list[Appointment]:
    """What is kept on that day and lies ahead of us."""
    since, until = utc(ctx.programme, day, time(0)), utc(ctx.programme, day + timedelta(days=1), time(0))
    found = await appointments.appointments_between(tx, since, until, [AppointmentState.CONFIRMED, *DECIDING])
    return [one for one in found if one.starts_at > ctx.now]


async def _unfitting(ctx: Ctx, tx: Tx, day: date) -> list[Appointment]:
    """The times of that day that can no longer be."""
    return [one for one in await _on(ctx, tx, day) if not _fits(ctx, one)]


def _fits(ctx: Ctx, one: Appointment) -> bool:
    """Whether the house is there for it; a meeting elsewhere is not ours to close."""
    change = ctx.programme.changes.get(local_day(ctx.programme, one.starts_at))
    if change is None or one.kind is Kind.COMPANY:
        return True
    if one.kind is Kind.CALL:
        return can_call(ctx, Span(one.starts_at, one.ends_at))
    return change.holds(*clock(ctx, Span(one.starts_at, one.ends_at)))


async def _inside(ctx: Ctx, tx: Tx, day: date) -> list[Appointment]:
    """Visits that stand, and now lie within drop-in that the week does not have."""
    extra = [span for span in drop_in_on(ctx.programme, day) if span not in usual_drop_in_on(ctx.programme, day)]
    visits = [one for one in await _on(ctx, tx, day) if one.kind is Kind.VISIT and _fits(ctx, one)]
    confirmed = [one for one in visits if one.state is AppointmentState.CONFIRMED]
    return [one for one in confirmed if any(span.overlaps(Span(one.starts_at, one.ends_at)) for span in extra)]


async def _cancel(ctx: Ctx, tx: Tx, member: Staff, one: Appointment, day: date) -> None:
    """She is told and offered another time; whoever holds her request keeps it, else it waits for somebody."""
    if one.state in DECIDING:
        await appointments.let_go(tx, one.id, ctx.now)
        return
    if one.request is None or not await appointments.move_appointment(tx, one.id, AppointmentState.CANCELLED):
        return
    request = await counselling.get_request(tx, one.request)
    state = RequestState.NEW if request.staff is None else RequestState.TAKEN
    await counselling.move_request(tx, request.id, state, promised_by=promise(ctx.programme, ctx.now))
    await counselling.log_step(tx, request.id, Happening.CANCELLED, ctx.now, staff_id=member.id)
    leaves = soon_enough(ctx.programme, ctx.now, one.starts_at, TIME_TO_PLAN)
    about = {"appointment": one.code, "day": day.isoformat()}
    await tell(ctx, tx, request, CANCELLED, f"{CANCELLED}:{one.id}", leaves, **about)
    await alert_staff(ctx, tx, request, "hours", f"hours:{one.id}")


async def _let_stand_again(ctx: Ctx, tx: Tx, day: date) -> None:
    """What was cancelled, fits again, and nobody has been told of, is as if nothing had been said."""
    for due in await outbox.unsaid(tx, CANCELLED, day):
        one = await appointments.find_appointment(tx, due.data["appointment"])
        if one is not None and one.starts_at > ctx.now and _fits(ctx, one):
            await _keep_again(ctx, tx, one, due)


async def _keep_again(ctx: Ctx, tx: Tx, one: Appointment, due: Due) -> None:
    request = await counselling.get_request(tx, one.request) if one.request else None
    if request is None or request.state not in WAITING:
        return
    span, offered = Span(one.starts_at, one.ends_at), AppointmentState.OFFERED
    kept = await appointments.keep_time(
        tx, one.person, span, offered, ctx.now, request=request.id, kind=one.kind, staff_id=request.staff
    )
    if kept is not None:
        moved = await counselling.move_request(tx, request.id, RequestState.BOOKED)
        assert moved, "we looked at its state in this very transaction"
        await sending.confirm(ctx, tx, request, kept)
        await outbox.settle(tx, due.id, NoticeState.CANCELLED, ctx.now)
