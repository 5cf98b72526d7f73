"""A request as staff hold it: shown as it is now, and who may act on it."""

from dataclasses import replace

from domain.counselling import Details, Happening, Request, RequestState
from domain.notices import NOT_ARRIVED
from domain.people import Staff
from domain.questions import Said
from handlers import problems
from handlers.context import Ctx
from handlers.counselling import staff_screens
from handlers.screen import Screen
from storage import appointments, counselling, outbox, questions, referrals
from storage.engine import Tx


def me(ctx: Ctx) -> Staff:
    """The member of staff who acts; the route has checked that there is one."""
    assert ctx.person.staff is not None
    return ctx.person.staff


async def show(ctx: Ctx, tx: Tx, request_id: int, *, what: str | None = None, toast: str | None = None) -> Screen:
    """The card of a request as it is now."""
    request = await counselling.get_request(tx, request_id)
    appointment = await appointments.appointment_of(tx, request_id)
    offers = await appointments.offers_of(tx, request_id, ctx.now)
    talked = await appointments.talk_registered(tx, request_id)
    told = await outbox.messages_about(tx, request.person, request.code)
    lost = any(one.state in NOT_ARRIVED and not one.by_phone for one in told)
    asked = await questions.questions_about(tx, request_id)
    unread, passed = await questions.count_unread(tx, request_id), await referrals.referrals_of(tx, request_id)
    case = staff_screens.Case(request, appointment, offers, talked, lost, asked, unread, passed)
    return replace(staff_screens.card(ctx, case, what), toast=toast)


async def look_at_words(ctx: Ctx, tx: Tx, request: Request) -> tuple[Details, list[Said]]:
    """What she told us in her own words; that somebody looked is logged, and what she wrote is read with that."""
    await counselling.log_step(tx, request.id, Happening.DETAILS_SEEN, ctx.now, staff_id=me(ctx).id)
    await questions.mark_read(tx, request.id, ctx.now)
    return await counselling.details_of(tx, request.id), await questions.said_between(tx, request.id)


async def queue(ctx: Ctx, tx: Tx) -> Screen:
    """Everything that waits."""
    return staff_screens.queue(ctx, await counselling.open_requests(tx))


async def gone(ctx: Ctx, tx: Tx) -> Screen:
    """No such request, or not for her: the same words."""
    return problems.no_longer(ctx.tr, await queue(ctx, tx))


async def overtaken(ctx: Ctx, tx: Tx, request: Request) -> Screen:
    """Somebody was faster, or it has moved on: say who, and show what is true."""
    if request.staff_name and request.staff != me(ctx).id:
        said = ctx.tr.text("{name} has taken this one.", name=request.staff_name)
    else:
        said = ctx.tr.text("This has changed. Here is what is true now.")
    return await show(ctx, tx, request.id, toast=said)


async def hold(ctx: Ctx, tx: Tx, code: str) -> Request | Screen:
    """The request if this member of staff may act on it, taking it if nobody has; else the screen that says why not.

    What belongs to a colleague who is away stays hers, whoever acts for her: the history says who did.
    """
    request = await counselling.find_request(tx, code)
    if request is None:
        return await gone(ctx, tx)
    if not request.open_to(me(ctx).id):
        return await overtaken(ctx, tx, request)
    if request.state is RequestState.NEW:
        await take(ctx, tx, request)
        request = await counselling.get_request(tx, request.id)
    return request


async def take(ctx: Ctx, tx: Tx, request: Request) -> bool:
    """Take a request that nobody has, or that of a colleague for whom she acts; of two who press at once, one does."""
    if not await _taken(tx, request, me(ctx).id):
        return False
    await counselling.log_step(tx, request.id, Happening.TAKEN, ctx.now, staff_id=me(ctx).id)
    return True


async def _taken(tx: Tx, request: Request, member: int) -> bool:
    if request.keeper(member) != member and request.staff is not None:
        return await counselling.take_over(tx, request.id, request.staff, member)
    free = [RequestState.NEW]
    return await counselling.move_request(tx, request.id, RequestState.TAKEN, only_from=free, staff_id=member)
