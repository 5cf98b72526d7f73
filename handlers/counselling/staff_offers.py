"""What the family worker sends to a resident: times to choose from, an answer, a call, a cancellation."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.appointments import Appointment, AppointmentState, Kind
from domain.counselling import Happening, Request, RequestState, Way
from domain.notices import Notice
from domain.slots import Span, promise
from handlers.context import Ctx
from handlers.counselling import sending, staff_case
from handlers.counselling.staff_alerts import alert_staff, watch_the_promise
from handlers.screen import Screen
from storage import appointments, counselling, drafts, outbox
from storage.engine import Tx

# An offer for this afternoon must be answered while there is still time to come.
ANSWER_BEFORE = timedelta(hours=1)


async def tell(
    ctx: Ctx, tx: Tx, request: Request, kind: str, purpose: str, leaves: datetime | None = None, **data: object
) -> None:
    """Put a message to the resident on its way, at once or when it `leaves`."""
    notice = Notice(request.person, kind, purpose, {"request": request.code, **data}, leaves)
    await outbox.enqueue(tx, [notice], ctx.now)


async def send_offer(ctx: Ctx, tx: Tx, code: str, spans: Sequence[Span]) -> Screen:
    """Keep every time that is still free for her, and tell her; times that went are left out."""
    await drafts.drop_draft(tx, ctx.person.id)
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    if request.state is RequestState.BOOKED:
        return await staff_case.overtaken(ctx, tx, request)
    await appointments.lapse_offers(tx, request.id)
    kept = [offer for span in spans if (offer := await _keep(ctx, tx, request, span)) is not None]
    if not kept:
        await withdraw_offer(ctx, tx, request)
        return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("All of these times are taken."))
    await counselling.move_request(tx, request.id, RequestState.OFFERED, only_from=[RequestState.TAKEN])
    await counselling.log_step(tx, request.id, Happening.OFFERED, ctx.now, staff_id=staff_case.me(ctx).id)
    await tell(ctx, tx, request, "offer", f"offer:{kept[0].id}")
    said = ctx.tr.ntext("{n} time is offered.", "{n} times are offered.", len(kept))
    return await staff_case.show(ctx, tx, request.id, toast=said)


async def withdraw_offer(ctx: Ctx, tx: Tx, request: Request) -> None:
    """What was offered before is kept no longer: she is told, if she had been told of it."""
    if await counselling.move_request(tx, request.id, RequestState.TAKEN, only_from=[RequestState.OFFERED]):
        await tell(ctx, tx, request, "offer-expired", f"offer-gone:{request.id}:{ctx.now.timestamp():.0f}")


async def give_back(ctx: Ctx, tx: Tx, request: Request) -> None:
    """Back into the queue: nothing stays offered, everybody is told, and the answer is promised anew."""
    await withdraw_offer(ctx, tx, request)
    await appointments.lapse_offers(tx, request.id)
    promised_by = promise(ctx.programme, ctx.now)
    await counselling.move_request(tx, request.id, RequestState.NEW, staff_id=None, promised_by=promised_by)
    await counselling.log_step(tx, request.id, Happening.PUT_BACK, ctx.now, staff_id=staff_case.me(ctx).id)
    free = await counselling.get_request(tx, request.id)
    await alert_staff(ctx, tx, free, "put-back", f"put-back:{request.id}:{ctx.now.timestamp():.0f}")
    await watch_the_promise(ctx, tx, free)


async def _keep(ctx: Ctx, tx: Tx, request: Request, span: Span) -> Appointment | None:
    until = min(ctx.now + ctx.programme.counselling.bookable.offer_stands, span.starts_at - ANSWER_BEFORE)
    if until <= ctx.now:
        return None
    return await appointments.keep_time(
        tx,
        request.person,
        span,
        AppointmentState.OFFERED,
        ctx.now,
        until=until,
        request=request.id,
        staff_id=staff_case.me(ctx).id,
    )


async def send_answer(ctx: Ctx, tx: Tx, code: str, words: str) -> Screen:
    """Keep the answer, sealed, and tell her."""
    await drafts.drop_draft(tx, ctx.person.id)
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    answer = await counselling.add_answer(tx, request.id, staff_case.me(ctx).id, words, ctx.now)
    await counselling.log_step(tx, request.id, Happening.ANSWERED, ctx.now, staff_id=staff_case.me(ctx).id)
    await tell(ctx, tx, request, "answer", f"answer:{answer}", answer=answer)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("Sent."))


async def agree_call(ctx: Ctx, tx: Tx, request: Request, span: Span) -> Screen:
    """A window in which we ring: told at once, reminded of like any appointment."""
    if not await counselling.move_request(tx, request.id, RequestState.BOOKED, way=Way.CALL.value):
        return await staff_case.overtaken(ctx, tx, request)
    kept = await appointments.keep_time(
        tx,
        request.person,
        span,
        AppointmentState.OFFERED,
        ctx.now,
        request=request.id,
        kind=Kind.CALL,
        staff_id=staff_case.me(ctx).id,
    )
    assert kept is not None, "calls take no room from each other"
    appointment = await sending.confirm(ctx, tx, request, kept)
    await appointments.lapse_offers(tx, request.id)
    await tell(ctx, tx, request, "call-agreed", f"call:{appointment.id}", appointment=appointment.code)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("She is told when you call."))


async def cancel_time(ctx: Ctx, tx: Tx, request: Request, appointment: Appointment) -> Screen:
    """The house cancels: she is told, and offered another time."""
    await appointments.move_appointment(tx, appointment.id, AppointmentState.CANCELLED)
    keeper = request.keeper(staff_case.me(ctx).id)
    await counselling.move_request(tx, request.id, RequestState.TAKEN, staff_id=keeper)
    await counselling.log_step(tx, request.id, Happening.CANCELLED, ctx.now, staff_id=staff_case.me(ctx).id)
    await tell(ctx, tx, request, "cancelled-by-us", f"cancelled-by-us:{appointment.id}", appointment=appointment.code)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("Cancelled. She is told."))
