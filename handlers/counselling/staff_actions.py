"""What the family worker does with requests, one tap each."""

from datetime import time

from domain.access import Right
from domain.appointments import Appointment, AppointmentState, Kind
from domain.counselling import HELD_BY_ONE, Happening, Outcome, Request, RequestState, Way
from domain.notices import Notice
from domain.people import Invitation
from domain.referrals import ReferralState
from domain.registers import BOOKED, CALLED, COMPANY, DROP_IN
from domain.slots import call_windows, drop_in_on, local_day, utc
from handlers.context import Ctx
from handlers.counselling import staff_case, staff_forms, staff_offers, staff_screens, staff_translating
from handlers.counselling.staff_case import me
from handlers.counselling.staff_handing_over import end_all
from handlers.counselling.staff_leaving import leave_team
from handlers.counselling.staff_passed_on import in_the_history
from handlers.counselling.staff_verbs import begun
from handlers.counselling.words import window_value
from handlers.screen import Screen
from handlers.staff.closed_years import closed_year, refused
from handlers.staff.roster_screens import field_name
from locales import clean
from storage import appointments, counselling, outbox, people, referrals, register
from storage.engine import Tx

NAME_LENGTH = 40
# How a talk stands in the register.
WAYS = {Kind.VISIT: BOOKED, Kind.CALL: CALLED, Kind.COMPANY: COMPANY}


async def staff_home(ctx: Ctx, tx: Tx) -> Screen:
    """Where staff begin."""
    if not me(ctx).confirmed:
        return staff_screens.waits_for_leader(ctx.tr, me(ctx))
    return staff_screens.home(ctx, me(ctx), field_name(ctx, me(ctx).field))


async def staff_more(ctx: Ctx, tx: Tx) -> Screen:
    """What is about activities, the house and herself."""
    return staff_screens.more(ctx)


async def join(ctx: Ctx, tx: Tx, invitation: Invitation) -> Screen:
    """Somebody used an invitation: she is in the roster from this moment."""
    name = invitation.name or clean(ctx.first_name, NAME_LENGTH) or invitation.role.value
    await leave_team(tx, ctx.person, ctx.now)
    await people.join_staff(
        tx,
        ctx.person.id,
        invitation.role,
        name,
        ctx.now,
        field=invitation.field,
        confirmed=invitation.confirmed,
    )
    await people.choose_language(tx, ctx.person.id, "da", None)
    person = await people.get_person(tx, ctx.person.id)
    assert person is not None
    assert person.staff is not None
    if not invitation.confirmed:
        await _ask_leaders(ctx, tx, person.staff.id)
    here = Ctx(person, ctx.services.translator(person), ctx.services, ctx.now, ctx.first_name)
    return staff_screens.welcome(here, await staff_home(here, tx))


async def _ask_leaders(ctx: Ctx, tx: Tx, member: int) -> None:
    """Somebody whom no leader invited wants to come in: every leader gets a card."""
    leaders = await people.staff_who(tx, Right.ROSTER)
    cards = [Notice(one.id, "staff-joining", f"joining:{member}:{one.id}", {"member": member}) for one in leaders]
    await outbox.enqueue(tx, cards, ctx.now)


async def queue(ctx: Ctx, tx: Tx) -> Screen:
    """Everything that waits."""
    return await staff_case.queue(ctx, tx)


async def today(ctx: Ctx, tx: Tx) -> Screen:
    """The day's appointments, and how far the year has come."""
    day = local_day(ctx.programme, ctx.now)
    since, until = utc(ctx.programme, day, time(0)), utc(ctx.programme, day, time(23, 59))
    states = (AppointmentState.CONFIRMED, AppointmentState.HELD, AppointmentState.MISSED)
    found = await appointments.appointments_between(tx, since, until, states)
    cases = [(one, await counselling.get_request(tx, one.request)) for one in found if one.request is not None]
    year = utc(ctx.programme, day.replace(month=1, day=1), time(0))
    families = await appointments.families_talked_with(tx, year, until)
    return staff_screens.today(ctx, day, drop_in_on(ctx.programme, day), cases, families)


async def look(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """One request."""
    request = await counselling.find_request(tx, code)
    return await staff_case.gone(ctx, tx) if request is None else await staff_case.show(ctx, tx, request.id)


async def take(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Take a request; of two who press at once, one does and the other is told by whom."""
    request = await counselling.find_request(tx, code)
    if request is None:
        return await staff_case.gone(ctx, tx)
    if not await staff_case.take(ctx, tx, request):
        return await staff_case.overtaken(ctx, tx, request)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("It is yours."))


async def put_back(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Back into the queue."""
    request = await counselling.find_request(tx, code)
    if request is None:
        return await staff_case.gone(ctx, tx)
    mine_to_give = request.state in HELD_BY_ONE and request.open_to(me(ctx).id)
    if not mine_to_give or await appointments.talk_registered(tx, request.id):
        return await staff_case.overtaken(ctx, tx, request)
    await staff_offers.give_back(ctx, tx, request)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("It is back in the queue."))


async def details(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Name, number and note; that somebody looked is logged."""
    request = await counselling.find_request(tx, code)
    if request is None:
        return await staff_case.gone(ctx, tx)
    found, said = await staff_case.look_at_words(ctx, tx, request)
    return staff_screens.details(ctx, request, found, said, staff_translating.button(ctx, request, found, said))


async def history(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Every step of a request."""
    request = await counselling.find_request(tx, code)
    if request is None:
        return await staff_case.gone(ctx, tx)
    told = await outbox.messages_about(tx, request.person, request.code)
    passed, built = await referrals.referrals_of(tx, request.id), await referrals.contacts_of(tx, request.id)
    passed_on = in_the_history(ctx, passed, built)
    return staff_screens.history(ctx, request, await counselling.history_of(tx, request.id), told, passed_on)


async def offer(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Choose times to offer."""
    request = await staff_case.hold(ctx, tx, code)
    return request if isinstance(request, Screen) else await staff_forms.begin_offer(ctx, tx, request)


async def follow_up(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """One more talk after the first: times for it, offered in the same way."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    if request.state is RequestState.BOOKED or not await appointments.talk_registered(tx, request.id):
        return await staff_case.overtaken(ctx, tx, request)
    await counselling.log_step(tx, request.id, Happening.FOLLOW_UP, ctx.now, staff_id=me(ctx).id)
    return await staff_forms.begin_offer(ctx, tx, request)


async def answer(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Write to the resident."""
    request = await staff_case.hold(ctx, tx, code)
    return request if isinstance(request, Screen) else await staff_forms.begin_answer(ctx, tx, request)


async def choose_call(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """When to ring."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    return staff_screens.calls(ctx, request, call_windows(ctx.programme, ctx.now))


async def confirm_call(ctx: Ctx, tx: Tx, code: str, window: str) -> Screen:
    """This is when we ring."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    known = {window_value(span): span for span in call_windows(ctx.programme, ctx.now, 8)}
    if window not in known or request.state is RequestState.BOOKED:
        return await staff_case.overtaken(ctx, tx, request)
    return await staff_offers.agree_call(ctx, tx, request, known[window])


async def held(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """The talk was held: it enters the register, and what came of it is asked."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    appointment = await _talked_about(ctx, tx, request)
    if appointment is None and (
        request.state is RequestState.BOOKED or await appointments.talk_registered(tx, request.id)
    ):
        return await staff_case.overtaken(ctx, tx, request)
    if appointment is not None and (year := await closed_year(ctx, tx, appointment.starts_at)):
        # The register of that year stands: the time is over without an entry, so that the request can be closed.
        await appointments.move_appointment(tx, appointment.id, AppointmentState.CANCELLED)
        await _settle(ctx, tx, request, Happening.HELD)
        return refused(ctx, year, await _outcomes(ctx, tx, request, talked=True))
    if appointment is not None:
        await appointments.move_appointment(tx, appointment.id, AppointmentState.HELD)
    await _register(ctx, tx, request, appointment)
    mistaken = appointment is not None and ctx.now >= appointment.starts_at
    return await _outcomes(ctx, tx, request, talked=True, mistaken=mistaken)


async def _outcomes(ctx: Ctx, tx: Tx, request: Request, *, talked: bool, mistaken: bool = False) -> Screen:
    running = any(one.running for one in await referrals.referrals_of(tx, request.id))
    return staff_screens.outcomes(ctx, request, talked=talked, mistaken=mistaken, passed_on=running)


async def _talked_about(ctx: Ctx, tx: Tx, request: Request) -> Appointment | None:
    """The appointment that a held talk belongs to.

    One that was missed is put right on its own day; later, a talk is one of its own.
    """
    appointment = await appointments.appointment_of(tx, request.id)
    if appointment is None or not begun(ctx.now, appointment):
        return None
    today = local_day(ctx.programme, appointment.starts_at) == local_day(ctx.programme, ctx.now)
    put_right = appointment.state is AppointmentState.MISSED and today
    return appointment if appointment.state is AppointmentState.CONFIRMED or put_right else None


async def _register(ctx: Ctx, tx: Tx, request: Request, appointment: Appointment | None) -> None:
    if appointment is None:
        way, held_at = (CALLED if request.way is Way.CALL else DROP_IN), ctx.now
    else:
        way, held_at = WAYS[appointment.kind], appointment.starts_at
    await register.register_talk(
        tx,
        request.family,
        way,
        request.topic,
        me(ctx).id,
        held_at,
        ctx.now,
        request=request.id,
        appointment=appointment.id if appointment else None,
        language=request.language,
    )
    await _settle(ctx, tx, request, Happening.HELD)
    await counselling.shorten_words(tx, request.id, held_at + counselling.WORDS_LIVE_AFTER_VISIT)


async def _settle(ctx: Ctx, tx: Tx, request: Request, step: Happening) -> None:
    keeper = request.keeper(me(ctx).id)
    await counselling.move_request(tx, request.id, RequestState.TAKEN, only_from=[RequestState.BOOKED], staff_id=keeper)
    await counselling.log_step(tx, request.id, step, ctx.now, staff_id=me(ctx).id)


async def missed(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """She did not come: no punishment, an easy new time."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    appointment = await appointments.appointment_of(tx, request.id)
    if appointment is None or ctx.now < appointment.starts_at:
        return await staff_case.overtaken(ctx, tx, request)
    year = await closed_year(ctx, tx, appointment.starts_at)
    if year is not None and appointment.state is AppointmentState.HELD:
        return refused(ctx, year, await staff_case.show(ctx, tx, request.id))
    if not await appointments.move_appointment(tx, appointment.id, AppointmentState.MISSED):
        return await staff_case.overtaken(ctx, tx, request)
    await register.unregister_talk(tx, appointment.id, me(ctx).id, ctx.now)
    await _settle(ctx, tx, request, Happening.MISSED)
    await staff_offers.tell(ctx, tx, request, "missed", f"missed:{appointment.id}", appointment=appointment.code)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("Noted. She is offered a new time."))


async def cancel(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Before the house cancels a time."""
    return await _cancelling(ctx, tx, code, sure=False)


async def cancel_yes(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """The house cancels a time."""
    return await _cancelling(ctx, tx, code, sure=True)


async def _cancelling(ctx: Ctx, tx: Tx, code: str, *, sure: bool) -> Screen:
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    appointment = await appointments.appointment_of(tx, request.id)
    if appointment is None or not appointment.changeable(ctx.now):
        return await staff_case.overtaken(ctx, tx, request)
    if not sure:
        return staff_screens.cancel(ctx, request, appointment)
    return await staff_offers.cancel_time(ctx, tx, request, appointment)


async def choose_outcome(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """What came of it?"""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    if request.state is RequestState.BOOKED:
        return await staff_case.overtaken(ctx, tx, request)
    return await _outcomes(ctx, tx, request, talked=await appointments.talk_registered(tx, request.id))


async def close(ctx: Ctx, tx: Tx, code: str, outcome: str) -> Screen:
    """Close a request; whoever never met us is told that it is finished."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    if outcome not in {one.value for one in Outcome} or request.state is RequestState.BOOKED:
        return await staff_case.overtaken(ctx, tx, request)
    talked = await appointments.talk_registered(tx, request.id)
    await appointments.lapse_offers(tx, request.id)
    await counselling.close_request(tx, request.id, Outcome(outcome), ctx.now)
    await end_all(tx, [request.id], ReferralState.RECALLED, ctx.now)
    await counselling.log_step(tx, request.id, Happening.CLOSED, ctx.now, staff_id=me(ctx).id)
    if not talked:
        await staff_offers.tell(ctx, tx, request, "closed", f"closed:{request.id}")
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("Closed."))
