"""What a resident does with counselling, after the form: look, move, cancel, choose, take back."""

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.appointments import Appointment, AppointmentState, Kind
from domain.consent import Purpose
from domain.counselling import Happening, Request, RequestState, Way
from domain.drafts import Draft
from domain.referrals import OPEN_TO_HELPERS, ReferralState
from domain.slots import next_drop_in
from handlers import forms, icons, problems
from handlers.context import Ctx
from handlers.counselling import screens, sending, times
from handlers.counselling.questions import awaits_answer
from handlers.counselling.staff_alerts import alert_staff
from handlers.counselling.staff_handing_over import end_all
from handlers.counselling.wish import WISH, reserve, with_voice
from handlers.gatherings.seeing import own_coming
from handlers.house.consents import ANSWERS, decide
from handlers.house.consents import standing as consent_stands
from handlers.screen import Screen
from handlers.surveys.answering import way_there
from storage import appointments, counselling, drafts, questions, referrals
from storage.engine import Tx


async def talk(ctx: Ctx, tx: Tx) -> Screen:
    """The open door."""
    unfinished = await drafts.draft_of(tx, ctx.person.id) is not None
    coming = next_drop_in(ctx.programme, ctx.now)
    return screens.talk(ctx.tr, ctx.programme, coming, ctx.now, unfinished=unfinished)


async def ask(ctx: Ctx, tx: Tx) -> Screen:
    """She wants more than to come by."""
    return await _begin(ctx, tx)


async def ask_about_letters(ctx: Ctx, tx: Tx) -> Screen:
    """She has a letter she does not understand."""
    known = {topic.key for topic in ctx.programme.counselling.topics}
    return await _begin(ctx, tx, **({"topic": "letters"} if "letters" in known else {}))


async def speak(ctx: Ctx, tx: Tx, voice: str) -> Screen | None:
    """She says what it is about: the voice is kept with the request she is filling in, or with a new one.

    Only Telegram's reference is kept, sealed as everything she writes. Nothing where she is filling in something else.
    """
    draft = await drafts.draft_of(tx, ctx.person.id)
    if draft is not None and draft.form != WISH.name:
        return None
    if draft is None and await _has_enough(ctx, tx):
        return screens.too_many(ctx.tr)
    draft = draft or Draft(secrets.token_hex(3), WISH.name, WISH.steps[0].name, _spoken(ctx))
    asked = await forms.proceed(ctx, tx, WISH, with_voice(draft, voice))
    return replace(asked, text=screens.heard(ctx.tr, asked), icon=icons.VOICE, fresh=True)


async def ask_for_a_call(ctx: Ctx, tx: Tx) -> Screen:
    """She would rather speak."""
    return await _begin(ctx, tx, way=Way.CALL.value)


async def _begin(ctx: Ctx, tx: Tx, **answers: str) -> Screen:
    if await _has_enough(ctx, tx):
        return screens.too_many(ctx.tr)
    await appointments.release_reserved(tx, ctx.person.id)
    return await forms.begin(ctx, tx, WISH, **answers, **_spoken(ctx))


async def _has_enough(ctx: Ctx, tx: Tx) -> bool:
    waiting = await counselling.count_open(tx, ctx.person.id, ctx.now)
    return waiting >= ctx.programme.counselling.open_requests


def _spoken(ctx: Ctx) -> dict[str, Any]:
    """Whoever speaks a language we do not write needs an interpreter, and need not ask for one."""
    wanted = ctx.person.wanted_language
    return {"wants": ["interpreter"], "interpreter": wanted} if wanted else {}


async def mine(ctx: Ctx, tx: Tx) -> Screen:
    """Her requests and times, and what she signed up for."""
    found = await counselling.requests_of(tx, ctx.person.id)
    kept = [(request, await appointments.appointment_of(tx, request.id)) for request in found]
    return screens.mine(ctx, kept, await own_coming(ctx, tx), await way_there(ctx, tx))


async def _hers(ctx: Ctx, tx: Tx, code: str) -> Request | None:
    """The request, if it is hers, and not the other parent's: "not yours" and "not there" are the same nothing."""
    request = await counselling.find_request(tx, code)
    return request if request is not None and request.person == ctx.person.id else None


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await mine(ctx, tx))


async def look(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Where a request stands."""
    request = await _hers(ctx, tx, code)
    return await _gone(ctx, tx) if request is None else await standing(ctx, tx, request.id)


async def standing(ctx: Ctx, tx: Tx, request_id: int) -> Screen:
    """The screen of a request as it is now."""
    request = await counselling.get_request(tx, request_id)
    appointment = await appointments.appointment_of(tx, request.id)
    offers = await appointments.offers_of(tx, request.id, ctx.now)
    said = await counselling.answers_to(tx, request.id)
    passed = await referrals.referrals_of(tx, request.id)
    asked = await questions.questions_about(tx, request.id)
    waits = [f"question:{one.code}" for one in reversed(asked) if awaits_answer(ctx.programme, one)]
    waits += [f"referral:{one.code}" for one in passed if one.state is ReferralState.ASKED]
    helped = any(one.state in OPEN_TO_HELPERS for one in passed)
    return screens.status(ctx, request, appointment, offers, said, next(iter(waits), None), helped=helped)


async def hers_and_open(ctx: Ctx, tx: Tx, code: str) -> Request | Screen:
    """Her open request, or the screen that says what is true instead."""
    request = await _hers(ctx, tx, code)
    if request is None:
        return await _gone(ctx, tx)
    return request if request.open else await _changed(ctx, tx, request)


async def _changed(ctx: Ctx, tx: Tx, request: Request) -> Screen:
    """What she pressed is overtaken; here is what is true."""
    return problems.no_longer(ctx.tr, await standing(ctx, tx, request.id))


async def files(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Map and calendar file once more."""
    request = await _hers(ctx, tx, code)
    appointment = await appointments.appointment_of(tx, request.id) if request else None
    if request is None or appointment is None or appointment.state is not AppointmentState.CONFIRMED:
        return await _gone(ctx, tx)
    return screens.booked(ctx, request, appointment)


async def choose_day(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Another time: the days."""
    request = await _hers(ctx, tx, code)
    if request is None:
        return await _gone(ctx, tx)
    if not await _may_choose(ctx, tx, request):
        return await _changed(ctx, tx, request)
    return screens.days(ctx, request, await times.next_days(ctx, tx))


async def _may_choose(ctx: Ctx, tx: Tx, request: Request) -> bool:
    """Until our appointment starts she may move it; an open request without one may get one."""
    appointment = await appointments.appointment_of(tx, request.id)
    if request.state is RequestState.BOOKED:
        return appointment is not None and appointment.kind is not Kind.COMPANY and appointment.changeable(ctx.now)
    return request.open


async def choose_hour(ctx: Ctx, tx: Tx, code: str, day: str) -> Screen:
    """Another time: the hours of a day."""
    request, chosen = await _hers(ctx, tx, code), times.read_day(day)
    spans = await times.times_on(ctx, tx, chosen) if chosen else []
    if request is None:
        return await _gone(ctx, tx)
    return screens.hours(ctx, request, chosen, spans) if chosen and spans else await choose_day(ctx, tx, code)


async def choose_time(ctx: Ctx, tx: Tx, code: str, at: str) -> Screen:
    """Another time: kept for her while she thinks about it."""
    request, moment = await _hers(ctx, tx, code), times.read_minutes(at)
    if request is None:
        return await _gone(ctx, tx)
    if moment is None or not await _may_choose(ctx, tx, request) or not await reserve(ctx, tx, moment):
        return await _just_taken(ctx, tx, code)
    old = await appointments.appointment_of(tx, request.id) if request.state is RequestState.BOOKED else None
    return screens.take_this(ctx, request, moment, old)


async def _just_taken(ctx: Ctx, tx: Tx, code: str) -> Screen:
    said = ctx.tr.html("That time has just been taken. Here are the next ones.")
    screen = await choose_day(ctx, tx, code)
    return replace(screen, text=f"{said}\n\n{screen.text}")


async def take_time(ctx: Ctx, tx: Tx, code: str, at: str, remind: str = "") -> Screen:
    """Another time: this one. The old one is free again in the same moment.

    `remind` is her answer, where the button asked her for one.
    """
    request, moment = await _hers(ctx, tx, code), times.read_minutes(at)
    if request is None or moment is None:
        return await _gone(ctx, tx)
    current = await appointments.appointment_of(tx, request.id)
    if current is not None and current.state is AppointmentState.CONFIRMED and current.starts_at == moment:
        # A double tap: it is hers already.
        return await standing(ctx, tx, request.id)
    if not await _may_choose(ctx, tx, request):
        return await _changed(ctx, tx, request)
    reserved = await _reservation(ctx, tx, moment)
    if reserved is None:
        return await _just_taken(ctx, tx, code)
    if remind in ANSWERS:
        ctx = await decide(ctx, tx, Purpose.REMINDERS, given=ANSWERS[remind])
    return await _take(ctx, tx, request, reserved)


async def _reservation(ctx: Ctx, tx: Tx, at: datetime) -> Appointment | None:
    held = await appointments.reserved_for(tx, ctx.person.id, at, ctx.now)
    if held is None and await reserve(ctx, tx, at):
        held = await appointments.reserved_for(tx, ctx.person.id, at, ctx.now)
    return held


async def _take(ctx: Ctx, tx: Tx, request: Request, kept: Appointment) -> Screen:
    old = await appointments.appointment_of(tx, request.id)
    what = "booked"
    if old is not None and old.state is AppointmentState.CONFIRMED:
        await appointments.move_appointment(tx, old.id, AppointmentState.MOVED)
        await counselling.log_step(tx, request.id, Happening.MOVED, ctx.now)
        what = "moved"
    elif not await counselling.move_request(tx, request.id, RequestState.BOOKED):
        return await _changed(ctx, tx, request)
    await appointments.lapse_offers(tx, request.id)
    await counselling.set_way(tx, request.id, Way.BOOK)
    appointment = await sending.confirm(ctx, tx, request, kept)
    await alert_staff(ctx, tx, request, what, f"{what}:{appointment.id}")
    return screens.booked(ctx, request, appointment)


async def take_offer(ctx: Ctx, tx: Tx, code: str, offer: str) -> Screen:
    """One of the times we suggested."""
    request, kept = await _hers(ctx, tx, code), await appointments.find_appointment(tx, offer)
    if request is None or kept is None or kept.request != request.id:
        return await _gone(ctx, tx)
    runs = kept.reserved_until is not None and kept.reserved_until > ctx.now
    if request.state is not RequestState.OFFERED or kept.state is not AppointmentState.OFFERED or not runs:
        return await _changed(ctx, tx, request)
    await counselling.move_request(tx, request.id, RequestState.BOOKED, way=Way.BOOK.value)
    appointment = await sending.confirm(ctx, tx, request, kept)
    await appointments.lapse_offers(tx, request.id)
    await alert_staff(ctx, tx, request, "accepted", f"accepted:{appointment.id}")
    return screens.booked(ctx, request, appointment)


async def take_no_offer(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """None of the times we suggested: she may choose herself, and staff are told."""
    request = await _hers(ctx, tx, code)
    if request is None:
        return await _gone(ctx, tx)
    if request.state is not RequestState.OFFERED:
        return await _changed(ctx, tx, request)
    offers = await appointments.offers_of(tx, request.id, ctx.now)
    await appointments.lapse_offers(tx, request.id)
    await counselling.move_request(tx, request.id, RequestState.TAKEN)
    await counselling.log_step(tx, request.id, Happening.OFFER_DECLINED, ctx.now)
    await alert_staff(ctx, tx, request, "declined", f"declined:{request.id}:{offers[0].id if offers else 0}")
    said = ctx.tr.html("Thank you for telling us. Here are other times, or we find one together.")
    screen = await choose_day(ctx, tx, code)
    return replace(screen, text=f"{said}\n\n{screen.text}")


async def cancel(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Before her time is cancelled."""
    request = await _hers(ctx, tx, code)
    appointment = await appointments.appointment_of(tx, request.id) if request else None
    if request is None or appointment is None:
        return await _gone(ctx, tx)
    if not appointment.changeable(ctx.now):
        return await _changed(ctx, tx, request)
    return screens.cancel(ctx, request, appointment)


async def cancel_yes(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Her time is cancelled, and with it the request."""
    request = await _hers(ctx, tx, code)
    appointment = await appointments.appointment_of(tx, request.id) if request else None
    if request is None or appointment is None:
        return await _gone(ctx, tx)
    if not appointment.changeable(ctx.now):
        return await _changed(ctx, tx, request)
    await withdraw(ctx, tx, request)
    return screens.cancelled(ctx)


async def take_back(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Before a request is taken back."""
    request = await _hers(ctx, tx, code)
    if request is None:
        return await _gone(ctx, tx)
    return screens.take_back(ctx, request) if await _may_choose(ctx, tx, request) else await _changed(ctx, tx, request)


async def take_back_yes(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """The request is taken back."""
    request = await _hers(ctx, tx, code)
    if request is None:
        return await _gone(ctx, tx)
    if not await withdraw(ctx, tx, request):
        return await _changed(ctx, tx, request)
    return screens.taken_back(ctx)


async def withdraw(ctx: Ctx, tx: Tx, request: Request) -> bool:
    """End a request on her word: its times are free again, staff are told, its words go sooner."""
    appointment = await appointments.appointment_of(tx, request.id)
    confirmed = appointment is not None and appointment.state is AppointmentState.CONFIRMED
    if confirmed and appointment is not None and not appointment.changeable(ctx.now):
        # It has begun: whether a talk was held is for the family worker to say.
        return False
    if not await counselling.move_request(tx, request.id, RequestState.WITHDRAWN, closed_at=ctx.now):
        return False
    what, step = "withdrawn", Happening.WITHDRAWN
    if confirmed and appointment is not None:
        await appointments.move_appointment(tx, appointment.id, AppointmentState.CANCELLED)
        what, step = "cancelled", Happening.CANCELLED
    await appointments.lapse_offers(tx, request.id)
    await end_all(tx, [request.id], ReferralState.WITHDRAWN, ctx.now)
    await counselling.log_step(tx, request.id, step, ctx.now)
    await counselling.shorten_words(tx, request.id, ctx.now + counselling.WORDS_LIVE_AFTER_VISIT)
    await alert_staff(ctx, tx, request, what, f"{what}:{request.id}")
    return True


async def remind(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """She wants to be reminded, and says so where she reads of her time."""
    request = await _hers(ctx, tx, code)
    appointment = await appointments.appointment_of(tx, request.id) if request else None
    if request is None or appointment is None:
        return await _gone(ctx, tx)
    if not appointment.changeable(ctx.now):
        return await _changed(ctx, tx, request)
    ctx = await decide(ctx, tx, Purpose.REMINDERS, given=True)
    screen = await standing(ctx, tx, request.id)
    said = ["🔔 " + line for line in screens.reminded(ctx, appointment)]
    toast = consent_stands(ctx.tr, Purpose.REMINDERS, on=True)
    return replace(screen, text="\n\n".join([*said, screen.text]), toast=toast)


async def coming(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """She answers a reminder: she is coming."""
    request = await _hers(ctx, tx, code)
    appointment = await appointments.appointment_of(tx, request.id) if request else None
    if request is None or appointment is None or appointment.state is not AppointmentState.CONFIRMED:
        return await _gone(ctx, tx)
    await counselling.log_step(tx, request.id, Happening.CONFIRMED_COMING, ctx.now)
    said = ctx.tr.html("Thank you! We look forward to seeing you.")
    screen = await standing(ctx, tx, request.id)
    return replace(screen, text=f"👍 {said}\n\n{screen.text}")
