"""The telephone: who is to be called, one tap to ring, and that somebody is busy just now."""

from datetime import datetime, timedelta

from domain.appointments import Appointment
from domain.counselling import Details, Happening, Request, RequestState, Way
from domain.slots import local_day
from handlers.context import Ctx
from handlers.counselling import staff_case, staff_screens
from handlers.counselling.staff_case import me
from handlers.counselling.staff_offers import tell
from handlers.counselling.words import call_window, window_span
from handlers.screen import Button, Screen, column
from locales.tongues import tongue
from storage import appointments, counselling, outbox, people
from storage.engine import Tx

# A quarter of an hour, a talk, two hours: minutes.
BUSY_FOR = (15, 45, 120)
MOST_CALLS = 20

ToCall = tuple[Request, Appointment | None]


async def waiting(ctx: Ctx, tx: Tx) -> Screen:
    """Everybody who is to be called, soonest first."""
    tr, found = ctx.tr, await _to_call(ctx, tx)
    text: str = tr.html("Nobody waits for a call.")
    if found:
        text = tr.nhtml("{n} person waits for a call.", "{n} people wait for a call.", len(found))
    buttons = [Button(_line(ctx, *one), f"case:{one[0].code}:ring") for one in found[:MOST_CALLS]]
    return Screen(f"📞 {text}", (*column(*buttons), *staff_screens.ways_home(tr)), at="calls")


async def count_waiting(ctx: Ctx, tx: Tx) -> int:
    """How many are to be called."""
    return len(await _to_call(ctx, tx))


async def _to_call(ctx: Ctx, tx: Tx) -> list[ToCall]:
    wished = [one for one in await counselling.open_requests(tx) if one.way is Way.CALL]
    found = [(one, await appointments.appointment_of(tx, one.id)) for one in wished]
    not_met = [one for one in found if not await appointments.talk_registered(tx, one[0].id)]
    return sorted(not_met, key=lambda one: _due(*one))


def _due(request: Request, appointment: Appointment | None) -> datetime:
    """When she is to be called at the latest."""
    if request.state is RequestState.BOOKED and appointment is not None:
        return appointment.ends_at
    span = window_span(request.call_window)
    return span.ends_at if span else request.promised_by


def _line(ctx: Ctx, request: Request, appointment: Appointment | None) -> str:
    agreed = request.state is RequestState.BOOKED and appointment is not None
    late = "❗" if _due(request, appointment) < ctx.now else ""
    mark = "📞" if agreed else "🆕" if request.state is RequestState.NEW else "👤"
    by = ctx.tr.soon(_due(request, appointment), ctx.now)
    # Translators: on a button; {number} is a code, {moment} such as "today, 15:00", {language} a language.
    said = ctx.tr.text(
        "{number} · by {moment} · {language}",
        number=staff_screens.number(request),
        moment=by,
        language=tongue(ctx.tr, request.language),
    )
    return f"{late}{mark} {said}"


def title(ctx: Ctx, request: Request) -> str:
    """Which request it is."""
    return f"<b>{staff_screens.number(request)} · {ctx.tr.value(staff_screens.topic_of(ctx, request))}</b>"


def whom_to_ring(ctx: Ctx, request: Request, details: Details) -> list[str]:
    """Her name and number, as far as she gave them, and in which language."""
    tr = ctx.tr
    lines: list[str] = [tr.value(details.name)] if details.name else []
    lines.append(tr.value(details.phone) if details.phone else tr.html("She has given no number."))
    lines.append(tr.html("Language: {language}", language=tongue(tr, request.language)))
    if request.interpreter:
        lines.append(tr.html("Interpreter: {language}", language=tongue(tr, request.interpreter)))
    return lines


async def ring(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Her number on a line of its own, which the phone makes a link of; that somebody looked is logged."""
    request = await counselling.find_request(tx, code)
    if request is None or not request.open:
        return await staff_case.gone(ctx, tx)
    details = await counselling.details_of(tx, request.id)
    await counselling.log_step(tx, request.id, Happening.DETAILS_SEEN, ctx.now, staff_id=me(ctx).id)
    tr = ctx.tr
    lines = [title(ctx, request), *whom_to_ring(ctx, request, details)]
    if request.call_window:
        lines.append(tr.html("Call: {window}", window=call_window(tr, ctx.programme, request.call_window)))
    held = Button(tr.ptext("staff button", "✅ Talk held"), f"case:{code}:held")
    none = Button(tr.ptext("staff button", "📵 No answer"), f"case:{code}:no-answer")
    card = Button(tr.ptext("staff button", "↩️ Back"), f"case:{code}")
    calls = Button(tr.ptext("staff button", "📞 Calls to make"), "calls")
    # Drawn anew after a restart it must not be logged as a second look.
    rows = ((held, none), (calls, card), *staff_screens.ways_home(tr))
    return Screen("\n".join(lines), rows, at=f"case:{code}", words=True)


async def no_answer(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Nobody answered: she reads that we tried, once a day, and stays on the list."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    await counselling.log_step(tx, request.id, Happening.NO_ANSWER, ctx.now, staff_id=me(ctx).id)
    day = local_day(ctx.programme, ctx.now)
    await tell(ctx, tx, request, "no-answer", f"no-answer:{request.id}:{day}")
    said = ctx.tr.html("She is told that you tried.")
    screen = await waiting(ctx, tx)
    return Screen(f"{said}\n\n{screen.text}", screen.rows, at=screen.at)


async def busy(ctx: Ctx, tx: Tx) -> Screen:
    """Busy now: no card until then; the calls wait on their list."""
    tr, until = ctx.tr, me(ctx).busy_until
    lines = [tr.html("Are you with a family? Until when shall no card disturb you?")]
    if until is not None and until > ctx.now:
        lines = [tr.html("You are busy until {time}. Cards wait until then.", time=tr.time(until))]
    waits = await count_waiting(ctx, tx)
    if waits:
        lines.append(tr.nhtml("{n} person waits for a call.", "{n} people wait for a call.", waits))
    buttons = [Button(_for(ctx, minutes), f"busy:{minutes}") for minutes in BUSY_FOR]
    free = Button(tr.ptext("staff button", "✅ I am free again"), "busy:0") if until and until > ctx.now else None
    calls = Button(tr.ptext("staff button", "📞 Calls to make"), "calls")
    return Screen("\n\n".join(lines), (tuple(buttons), *column(free, calls), *staff_screens.ways_home(tr)), at="busy")


def _for(ctx: Ctx, minutes: int) -> str:
    until = ctx.now + timedelta(minutes=minutes)
    # Translators: on a button; {time} such as 15:00.
    return ctx.tr.ptext("staff button", "Until {time}", time=ctx.tr.time(until))


async def be_busy(ctx: Ctx, tx: Tx, minutes: str) -> Screen:
    """Busy for so many minutes, or free again: then what was kept back comes at once."""
    known = {str(one): one for one in (0, *BUSY_FOR)}
    member, until = me(ctx), None
    if known.get(minutes):
        until = ctx.now + timedelta(minutes=known[minutes])
    if member.busy_until is not None and minutes in known:
        await outbox.release(tx, ctx.person.id, member.busy_until, until or ctx.now)
    if minutes in known:
        await people.set_busy(tx, member.id, until)
    person = await people.get_person(tx, ctx.person.id)
    assert person is not None, "she is acting just now"
    return await busy(Ctx(person, ctx.tr, ctx.services, ctx.now), tx)
