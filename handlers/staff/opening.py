"""Opening hours that are unlike other weeks: said in one place, and everybody with a time that day is told."""

from datetime import date, datetime, time, timedelta

from domain.appointments import Appointment, AppointmentState, Kind
from domain.calendar import is_open
from domain.counselling import Happening, Request, RequestState, Way
from domain.hours import DayHours
from domain.notices import Notice
from domain.people import Staff
from domain.reminders import after_the_night
from domain.slots import days_from, drop_in_on, local_day, next_drop_in, promise, utc
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_alerts import alert_staff
from handlers.counselling.staff_offers import tell
from handlers.counselling.times import read_day
from handlers.screen import Screen
from handlers.staff import opening_screens as screens
from storage import appointments, counselling, opening, outbox
from storage.engine import Tx

AHEAD = 21
TIME_TO_PLAN = timedelta(hours=3)
# A time of day in tap data, such as 1430.
CLOCK = 4
CLOSED, OPENS, CLOSES = "closed", "opens", "closes"
DECIDING = frozenset({AppointmentState.RESERVED, AppointmentState.OFFERED})


async def days(ctx: Ctx, tx: Tx) -> Screen:
    """Which day is unlike other weeks?"""
    found = days_from(local_day(ctx.programme, ctx.now), AHEAD)
    return screens.days(ctx, [day for day in found if _ours(ctx, day)])


def _ours(ctx: Ctx, day: date) -> bool:
    """Whether it is a day of which we can say something: a public holiday is not."""
    return is_open(day, ())


async def one_day(ctx: Ctx, tx: Tx, day: str) -> Screen:
    """What is unlike about it?"""
    chosen = _ahead(ctx, day)
    return await _gone(ctx, tx) if chosen is None else screens.one_day(ctx, chosen)


async def choose_time(ctx: Ctx, tx: Tx, day: str, which: str) -> Screen:
    """It opens, or closes, at what time?"""
    chosen = _ahead(ctx, day)
    return await _gone(ctx, tx) if chosen is None or which not in (OPENS, CLOSES) else screens.times(ctx, chosen, which)


async def check(ctx: Ctx, tx: Tx, day: str, which: str, clock: str) -> Screen:
    """Whom it concerns, before it is said."""
    chosen, hours = _ahead(ctx, day), _hours(which, clock)
    if chosen is None or hours is None:
        return await _gone(ctx, tx)
    concerned = await _unfitting(ctx, tx, chosen, hours)
    told = sum(one.state is AppointmentState.CONFIRMED for one in concerned)
    return screens.check(ctx, chosen, hours, told, f"opening:{day}:say:{which}:{clock}")


async def say(ctx: Ctx, tx: Tx, day: str, which: str, clock: str) -> Screen:
    """It is so from now on: the front door shows it, and everybody it concerns is told."""
    chosen, hours = _ahead(ctx, day), _hours(which, clock)
    if chosen is None or hours is None or ctx.person.staff is None:
        return await _gone(ctx, tx)
    if ctx.programme.changes.get(chosen) != hours:
        await opening.say_hours(tx, chosen, hours, ctx.person.staff.id, ctx.now)
        await _tell_who_comes_by(ctx, tx, chosen)
        for one in await _unfitting(ctx, tx, chosen, hours):
            await _cancel(ctx, tx, ctx.person.staff, one)
    return screens.said(ctx, chosen, hours)


async def take_back(ctx: Ctx, tx: Tx, day: str) -> Screen:
    """That day is like in other weeks after all; who was told otherwise has other ways by now."""
    chosen = _ahead(ctx, day)
    if chosen is None or not await opening.withdraw_hours(tx, chosen, ctx.now):
        return await _gone(ctx, tx)
    return screens.as_always(ctx, chosen)


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await days(ctx, tx))


def _ahead(ctx: Ctx, day: str) -> date | None:
    """The day, if it is one that can be spoken of."""
    chosen, today = read_day(day), local_day(ctx.programme, ctx.now)
    ahead = chosen is not None and today <= chosen < today + timedelta(days=AHEAD)
    return chosen if chosen is not None and ahead and _ours(ctx, chosen) else None


def _hours(which: str, clock: str) -> DayHours | None:
    """The hours that tap data stands for."""
    if which == CLOSED:
        return DayHours(None, None)
    try:
        moment = time.fromisoformat(clock if len(clock) == CLOCK else "")
    except ValueError:
        return None
    return {OPENS: DayHours(moment, None), CLOSES: DayHours(None, moment)}.get(which)


async def _unfitting(ctx: Ctx, tx: Tx, day: date, hours: DayHours) -> list[Appointment]:
    """The times of that day ahead of us that can no longer be; a meeting elsewhere is not ours to close."""
    since, until = utc(ctx.programme, day, time(0)), utc(ctx.programme, day + timedelta(days=1), time(0))
    found = await appointments.appointments_between(tx, since, until, [AppointmentState.CONFIRMED, *DECIDING])
    return [one for one in found if one.starts_at > ctx.now and not _fits(ctx, one, hours)]


def _fits(ctx: Ctx, one: Appointment, hours: DayHours) -> bool:
    if one.kind is Kind.COMPANY:
        return True
    if one.kind is Kind.CALL:
        return not hours.closed
    begins, ends = (moment.astimezone(ctx.programme.zone).time() for moment in (one.starts_at, one.ends_at))
    return hours.holds(begins, ends)


async def _cancel(ctx: Ctx, tx: Tx, member: Staff, one: Appointment) -> None:
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
    leaves = _not_at_night(ctx, one.starts_at)
    await tell(ctx, tx, request, "cancelled-by-us", f"cancelled-by-us:{one.id}", leaves, appointment=one.code)
    await alert_staff(ctx, tx, request, "hours", f"hours:{one.id}")


def _not_at_night(ctx: Ctx, starts_at: datetime) -> datetime:
    """In the morning, if that leaves her time to plan otherwise; else at once."""
    morning = after_the_night(ctx.programme, ctx.now)
    return morning if starts_at - morning >= TIME_TO_PLAN else ctx.now


async def _tell_who_comes_by(ctx: Ctx, tx: Tx, day: date) -> None:
    """Who said that she comes by is told, if that day is the next on which she could."""
    coming = next_drop_in(ctx.programme, ctx.now)
    if not drop_in_on(ctx.programme, day) or coming is None or local_day(ctx.programme, coming.starts_at) != day:
        return
    expected = [one for one in await counselling.open_requests(tx) if one.way is Way.COME and _waits(one)]
    over = utc(ctx.programme, day, time(23, 59))
    notices = [
        Notice(
            recipient=one.person,
            kind="hours-changed",
            purpose=f"hours-changed:{day}:{ctx.now.timestamp():.0f}:{one.person}",
            data={"request": one.code, "day": day.isoformat()},
            not_before=after_the_night(ctx.programme, ctx.now),
            not_after=over,
        )
        for one in expected
    ]
    await outbox.enqueue(tx, notices, ctx.now)


def _waits(request: Request) -> bool:
    return request.state in (RequestState.NEW, RequestState.TAKEN)
