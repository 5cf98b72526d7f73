"""What a resident is told later, or because of what staff did; written when it leaves, from what is true then."""

from datetime import date

from domain.appointments import Appointment, AppointmentState, Kind
from domain.counselling import Request, RequestState, Way
from domain.notices import Due
from domain.slots import next_drop_in
from handlers.context import Ctx
from handlers.counselling import reminding, screens, times
from handlers.counselling.words import ANY_TIME, as_written, call_window, when, whom_name
from handlers.house.footer import footer
from handlers.house.screens import address, changed_day, next_time
from handlers.screen import Button, Screen, column
from storage import appointments, counselling
from storage.engine import Tx


async def _request(tx: Tx, due: Due) -> Request | None:
    request = await counselling.find_request(tx, due.data["request"])
    return request if request is not None and request.person == due.recipient else None


async def _appointment(tx: Tx, due: Due, state: AppointmentState) -> Appointment | None:
    """The appointment this is about, if it still is in that state."""
    appointment = await appointments.find_appointment(tx, due.data["appointment"])
    return appointment if appointment is not None and appointment.state is state else None


async def reminder(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Neutral words: time and place, never what it is about. Nothing for what was moved, cancelled or is over."""
    appointment = await _appointment(tx, due, AppointmentState.CONFIRMED)
    if (
        appointment is None
        or appointment.request is None
        or not ctx.person.reminders
        or ctx.now >= appointment.starts_at
    ):
        return None
    request, tr = await counselling.get_request(tx, appointment.request), ctx.tr
    # Translators: others may read this over her shoulder: never a topic, never the word counselling.
    opening = tr.phtml("reminder", "A reminder of your appointment:")
    lines = [f"🔔 {opening}", f"<b>{tr.value(_when(ctx, appointment))}</b>"]
    lines.append(_meeting_point(ctx, appointment))
    rows = column(
        Button(tr.ptext("button", "👍 I'm coming"), f"request:{request.code}:coming")
        if appointment.kind is not Kind.CALL
        else None,
        Button(tr.ptext("button", "🗓 Another time"), f"request:{request.code}:times")
        if appointment.kind is not Kind.COMPANY
        else None,
        Button(tr.ptext("button", "❌ Cancel my time"), f"request:{request.code}:cancel"),
    )
    return Screen("\n\n".join(lines), (*rows, *footer(tr)))


def _meeting_point(ctx: Ctx, appointment: Appointment) -> str:
    """Where, unless that would say what it is about."""
    match appointment.kind:
        case Kind.VISIT:
            return address(ctx.tr, ctx.programme.house)
        case Kind.COMPANY:
            return ctx.tr.phtml("reminder", "We meet you there.")
    return ctx.tr.phtml("reminder", "We call you.")


def _when(ctx: Ctx, appointment: Appointment) -> str:
    if appointment.kind is not Kind.CALL:
        return ctx.tr.soon(appointment.starts_at, ctx.now)
    return when(ctx.tr, ctx.programme, appointment)


async def offer(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Two or three times to choose from, and how long they are kept."""
    request = await _request(tx, due)
    offers = await appointments.offers_of(tx, request.id, ctx.now) if request else []
    if request is None or request.state is not RequestState.OFFERED or not offers:
        return None
    tr, until = ctx.tr, min(one.reserved_until for one in offers if one.reserved_until)
    text = tr.html(
        "{name} can meet you at these times. We keep them for you until {moment}.",
        name=request.staff_name or ctx.programme.house.name,
        moment=tr.soon(until, ctx.now),
    )
    return Screen(f"🗓 {text}", (*screens.offer_buttons(ctx, request, offers), *footer(tr, back="mine")))


async def offer_expired(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The kept times ran out: no harm done."""
    request = await _request(tx, due)
    if request is None or request.state not in (RequestState.TAKEN, RequestState.NEW):
        return None
    tr = ctx.tr
    text = tr.html("The times we suggested are gone now. No harm done: choose another one, or just come by.")
    again = Button(tr.ptext("button", "🗓 Book a time"), f"request:{request.code}:times")
    return Screen(text, (*column(again), *footer(tr, back="mine")))


async def answer(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """A member of staff wrote; her words stand as she wrote them."""
    request = await _request(tx, due)
    if request is None:
        return None
    said = {number: (name, words) for number, name, words in await counselling.answers_to(tx, request.id)}
    if due.data["answer"] not in said:
        return None
    tr, (name, words) = ctx.tr, said[due.data["answer"]]
    opening = tr.html("{name} writes to you:", name=name)
    look = Button(tr.ptext("button", "See my request"), f"request:{request.code}")
    reply = screens.answer_button(tr, request) if request.open else None
    read = screens.help_button(tr, request, due.data["answer"]) if request.open else None
    return Screen(f"✉️ {opening}\n\n{as_written(tr, words)}", (*column(reply, read, look), *footer(tr, person=True)))


async def call_agreed(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """When we ring."""
    request, appointment = await _request(tx, due), await _appointment(tx, due, AppointmentState.CONFIRMED)
    if request is None or appointment is None:
        return None
    tr = ctx.tr
    name = request.staff_name or ctx.programme.house.name
    lines = [
        tr.html("{name} calls you at this time:", name=name),
        f"<b>{tr.value(_when(ctx, appointment))}</b>",
        *reminding.asked(ctx, appointment.starts_at),
    ]
    cancel = Button(tr.ptext("button", "❌ Cancel my time"), f"request:{request.code}:cancel")
    rows = column(reminding.remind_me(ctx, request, appointment.starts_at), cancel)
    return Screen("📞 " + "\n\n".join(lines), (*rows, *footer(tr, back="mine")))


async def company_agreed(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """A family worker comes along to a meeting: when, with whom, where."""
    request, appointment = await _request(tx, due), await _appointment(tx, due, AppointmentState.CONFIRMED)
    if request is None or appointment is None:
        return None
    tr, place = ctx.tr, await appointments.place_of(tx, appointment.id)
    name = request.staff_name or ctx.programme.house.name
    lines = [
        tr.html("{name} comes with you to this meeting:", name=name),
        f"<b>{tr.value(_when(ctx, appointment))}</b>\n{tr.value(whom_name(tr, appointment.with_whom))}",
        *([tr.value(place)] if place else []),
        *reminding.asked(ctx, appointment.starts_at),
    ]
    rows = column(
        reminding.remind_me(ctx, request, appointment.starts_at),
        Button(tr.ptext("button", "👍 I'm coming"), f"request:{request.code}:coming"),
        Button(tr.ptext("button", "❌ Cancel my time"), f"request:{request.code}:cancel"),
    )
    return Screen("🤝 " + "\n\n".join(lines), (*rows, *footer(tr, back="mine")))


async def hours_changed(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """She said that she comes by, or wants to be called, and that day has other hours than she knows."""
    request, day = await _request(tx, due), date.fromisoformat(due.data["day"])
    if request is None or request.state not in (RequestState.NEW, RequestState.TAKEN):
        return None
    if request.way is Way.CALL:
        return _no_call_then(ctx, request)
    coming = next_drop_in(ctx.programme, ctx.now)
    line = changed_day(ctx.tr, ctx.programme, day)
    parts = [ctx.tr.html("Our opening hours are changed:"), f"<b>{line}</b>"]
    parts += [next_time(ctx.tr, coming, ctx.now)] if coming else []
    return Screen("🕑 " + "\n\n".join(parts), footer(ctx.tr, person=True))


def _no_call_then(ctx: Ctx, request: Request) -> Screen:
    tr = ctx.tr
    lines = [
        tr.html("We cannot call you at this time:"),
        f"<b>{tr.value(call_window(tr, ctx.programme, request.call_window or ANY_TIME))}</b>",
        tr.html("We call you as soon as we can. You can also book a time."),
    ]
    book = Button(tr.ptext("button", "🗓 Book a time"), f"request:{request.code}:times")
    return Screen("📞 " + "\n\n".join(lines), (*column(book), *footer(tr, person=True)))


async def no_answer(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """We rang and nobody answered: no reproach, and ways on."""
    request = await _request(tx, due)
    if request is None or not request.open:
        return None
    tr = ctx.tr
    text = tr.html("We tried to call you, and could not reach you. We try again. You can also choose a time here.")
    again = Button(tr.ptext("button", "🗓 Book a time"), f"request:{request.code}:times")
    back = Button(tr.ptext("button", "Take it back"), f"request:{request.code}:back")
    return Screen(f"📞 {text}", (*column(again, back), *footer(tr, person=True)))


async def cancelled_by_us(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """We had to cancel: sorry, and other times; nothing when she has another by now."""
    request, appointment = await _request(tx, due), await _appointment(tx, due, AppointmentState.CANCELLED)
    if request is None or appointment is None or request.state is RequestState.BOOKED:
        return None
    tr, other = ctx.tr, ctx.tr.html("Choose another time, or just come by.")
    if appointment.kind is Kind.CALL:
        other = tr.html("We call you as soon as we can. You can also book a time.")
    lines = [
        tr.html("Sorry, we had to cancel this time:"),
        f"<b>{tr.value(when(tr, ctx.programme, appointment))}</b>",
        other,
    ]
    visit = request.open and appointment.kind is Kind.VISIT
    near = await times.near(ctx, tx, appointment.starts_at) if visit else []
    again = Button(tr.ptext("button", "🗓 Another time"), f"request:{request.code}:times") if request.open else None
    rows = (*screens.near_buttons(ctx, request, near), *column(again))
    return Screen("\n\n".join(lines), (*rows, *footer(tr, person=True)))


async def missed(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """We did not meet: no reproach, an easy new time."""
    request, appointment = await _request(tx, due), await _appointment(tx, due, AppointmentState.MISSED)
    if request is None or appointment is None or not request.open:
        return None
    tr = ctx.tr
    text = tr.html("We did not meet this time. That is all right! Would you like another time?")
    rows = column(
        Button(tr.ptext("button", "🗓 Book a time"), f"request:{request.code}:times"),
        Button(tr.ptext("button", "Take it back"), f"request:{request.code}:back"),
    )
    return Screen(text, (*rows, *footer(tr, person=True)))


async def closed(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """We finished a request without having met."""
    request = await _request(tx, due)
    if request is None or request.state is not RequestState.CLOSED:
        return None
    text = ctx.tr.html("We have finished your request. You are always welcome again.")
    return Screen(text, footer(ctx.tr, person=True))
