"""A request is sent, or a time is booked: what is kept, who is told, and what she sees."""

from datetime import datetime

from domain.appointments import Appointment, AppointmentState
from domain.consent import Purpose
from domain.counselling import Happening, Request, RequestState, Way, Wish
from domain.notices import Notice
from domain.reminders import reminders
from domain.slots import promise
from handlers.context import Ctx
from handlers.counselling import screens
from handlers.counselling.staff_alerts import alert_staff, ask_how_it_went, watch_the_promise
from handlers.counselling.words import window_span
from handlers.house.consents import ANSWERS, decide
from handlers.house.survey_question import with_question
from handlers.screen import Screen
from storage import appointments, counselling, drafts, outbox, people
from storage.engine import Tx


async def send(ctx: Ctx, tx: Tx, wish: Wish) -> Screen:
    """Keep a request that waits for an answer, and show her what happens next and by when."""
    if await counselling.count_open(tx, ctx.person.id, ctx.now) >= ctx.programme.counselling.open_requests:
        return screens.too_many(ctx.tr)
    request = await _keep(ctx, tx, wish, RequestState.NEW)
    await alert_staff(ctx, tx, request, "new", f"new:{request.id}")
    if wish.way is not Way.COME:
        await watch_the_promise(ctx, tx, request)
    return await with_question(ctx, tx, screens.sent(ctx.tr, ctx.programme, request, ctx.now))


async def book(ctx: Ctx, tx: Tx, wish: Wish, at: datetime, remind: str) -> Screen:
    """Keep a request whose time is confirmed at once; she holds the reservation for it.

    `remind` is her answer, where the button asked her for one.
    """
    if await counselling.count_open(tx, ctx.person.id, ctx.now) >= ctx.programme.counselling.open_requests:
        return screens.too_many(ctx.tr)
    if remind in ANSWERS:
        ctx = await decide(ctx, tx, Purpose.REMINDERS, given=ANSWERS[remind])
    request = await _keep(ctx, tx, wish, RequestState.BOOKED)
    reserved = await appointments.reserved_for(tx, ctx.person.id, at, ctx.now)
    assert reserved is not None, "only whoever holds a reservation gets here"
    appointment = await confirm(ctx, tx, request, reserved)
    await alert_staff(ctx, tx, request, "booked", f"booked:{appointment.id}")
    return await with_question(ctx, tx, screens.booked(ctx, request, appointment))


async def _keep(ctx: Ctx, tx: Tx, wish: Wish, state: RequestState) -> Request:
    await people.name_person(tx, ctx.person.id, wish.details.name)
    await drafts.drop_draft(tx, ctx.person.id)
    promised_by = promise(ctx.programme, ctx.now)
    if span := window_span(wish.call_window):
        # Who wants to be called today is not served by an answer tomorrow.
        promised_by = min(promised_by, span.ends_at)
    return await counselling.add_request(tx, ctx.person, wish, state, ctx.now, promised_by)


async def confirm(ctx: Ctx, tx: Tx, request: Request, kept: Appointment) -> Appointment:
    """A kept time becomes the appointment of a request: logged, and its reminders on their way."""
    # Every later time of the same request replaces the earlier one in her calendar.
    sequence = await appointments.times_before(tx, request.id)
    changes = {"request_id": request.id, "reserved_until": None, "sequence": sequence}
    moved = await appointments.move_appointment(tx, kept.id, AppointmentState.CONFIRMED, **changes)
    assert moved, "the caller looked at the state in this very transaction"
    appointment = await appointments.get_appointment(tx, kept.id)
    by = ctx.person.staff.id if ctx.person.staff else None
    await counselling.log_step(tx, request.id, Happening.BOOKED, ctx.now, staff_id=by)
    await remind(ctx, tx, request, appointment)
    await ask_how_it_went(ctx, tx, request, appointment)
    return appointment


async def remind(ctx: Ctx, tx: Tx, request: Request, appointment: Appointment) -> None:
    """Plan the reminders; whether they are still true is looked at when they leave."""
    planned = reminders(ctx.programme, appointment.starts_at, ctx.now)
    await outbox.enqueue(
        tx,
        [
            Notice(
                recipient=request.person,
                kind="reminder",
                purpose=f"reminder:{appointment.id}:{reminder.which}",
                data={"request": request.code, "appointment": appointment.code},
                not_before=reminder.not_before,
                not_after=reminder.not_after,
            )
            for reminder in planned
        ],
        ctx.now,
    )
