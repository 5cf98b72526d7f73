"""Coming along to a meeting (bisidder): when, with whom in general words, where; both are reminded."""

from datetime import date, datetime, time, timedelta

from domain.access import Right, may
from domain.appointments import Appointment, AppointmentState, Kind
from domain.calendar import is_working_day
from domain.counselling import Request, RequestState
from domain.drafts import Draft
from domain.notices import Due, Notice
from domain.reminders import reminders
from domain.slots import Span, days_from, local_day, utc
from handlers import forms
from handlers.context import Ctx
from handlers.counselling import sending, staff_case, staff_presence, staff_screens, times
from handlers.counselling.staff_forms import typed_time
from handlers.counselling.staff_offers import tell
from handlers.counselling.words import WHOM, minutes, moment, whom_name
from handlers.forms import Form, Step, answered, choice
from handlers.incoming import Arrived
from handlers.screen import Button, Screen, beside
from locales import clean
from storage import appointments, counselling, drafts, outbox
from storage.engine import Tx

LENGTH = timedelta(hours=1)
MOST_DAYS = 10
FIRST, LAST = 8, 17
PLACE_LENGTH = 80
NOWHERE = "-"


async def begin(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Start to agree on a meeting that staff come along to."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    if request.state is RequestState.BOOKED:
        return await staff_case.overtaken(ctx, tx, request)
    return await forms.begin(ctx, tx, COMPANY, request=request.code)


async def ask_day(ctx: Ctx, tx: Tx, draft: Draft, *, problem: str | None = None) -> Screen:
    """On which day?"""
    first = local_day(ctx.programme, ctx.now)
    days = [day for day in days_from(first, 3 * MOST_DAYS) if is_working_day(day, ctx.programme.closed_days)][
        :MOST_DAYS
    ]
    rows = times.day_buttons(ctx, days, lambda value: f"form:{draft.token}:day:{value}")
    text = ctx.tr.html("When is the meeting? Choose a day, or write day and time such as 3/12 14.30.")
    return staff_screens.asked(ctx, "\n\n".join([*([problem] if problem else []), text]), rows)


async def tap_day(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """A day was pressed."""
    day = times.read_day(value)
    return answered(draft, "day", value) if day else await ask_day(ctx, tx, draft)


async def type_time(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Day and time in one."""
    at = typed_time(ctx, value)
    if at is None or at <= ctx.now:
        problem = ctx.tr.html("I did not understand that time. Write for example 3/12 14.30.")
        return await ask_day(ctx, tx, draft, problem=problem)
    day = local_day(ctx.programme, at).isoformat()
    return await _fitting(ctx, tx, answered(draft, "day", day), at)


async def ask_time(ctx: Ctx, tx: Tx, draft: Draft, *, problem: str | None = None) -> Screen:
    """At what time?"""
    buttons = [_time_button(ctx, draft, at) for at in _times(ctx, _day(ctx, draft)) if at > ctx.now]
    rows = beside(buttons, 4)
    back = choice(draft, "time", forms.BACK, ctx.tr.ptext("staff button", "↩️ Another day"))
    text = ctx.tr.html("{day}\nAt what time?", day=ctx.tr.day(_day(ctx, draft)))
    return staff_screens.asked(ctx, "\n\n".join([*([problem] if problem else []), text]), (*rows, (back,)))


def _day(ctx: Ctx, draft: Draft) -> date:
    return times.read_day(draft.answers["day"]) or local_day(ctx.programme, ctx.now)


def _times(ctx: Ctx, day: date) -> list[datetime]:
    return [utc(ctx.programme, day, time(hour, minute)) for hour in range(FIRST, LAST) for minute in (0, 30)]


def _time_button(ctx: Ctx, draft: Draft, at: datetime) -> Button:
    return choice(draft, "time", str(minutes(at)), ctx.tr.time(at))


async def tap_time(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """A time was pressed."""
    at = times.read_minutes(value)
    return await ask_time(ctx, tx, draft) if at is None or at <= ctx.now else await _fitting(ctx, tx, draft, at)


async def _fitting(ctx: Ctx, tx: Tx, draft: Draft, at: datetime) -> Draft | Screen:
    """The time, unless the house is kept for somebody else then."""
    wanted = Span(at, at + LENGTH)
    if any(wanted.overlaps(span) for span in await appointments.taken_spans(tx, ctx.now)):
        problem = ctx.tr.html("Another appointment lies there. Choose another time, or move that one first.")
        return await ask_time(ctx, tx, draft, problem=problem)
    return answered(draft, "time", minutes(at))


async def ask_whom(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """With whom, in general words?"""
    rows = tuple((choice(draft, "whom", key, whom_name(ctx.tr, key)),) for key in WHOM)
    return staff_screens.asked(ctx, ctx.tr.html("With whom is the meeting?"), rows)


async def tap_whom(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """With them."""
    return answered(draft, "whom", value) if value in WHOM else await ask_whom(ctx, tx, draft)


async def ask_place(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Where?"""
    skip = choice(draft, "place", NOWHERE, ctx.tr.ptext("staff button", "We agree on that"))
    return staff_screens.asked(ctx, ctx.tr.html("Where do you meet? Write the address or the place."), ((skip,),))


async def tap_place(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """That is agreed in another way."""
    return answered(draft, "place", NOWHERE)


async def type_place(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """There."""
    return answered(draft, "place", "typed", place=clean(value, PLACE_LENGTH))


async def ask_check(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Is this right?"""
    tr, place = ctx.tr, draft.secrets.get("place")
    lines = [
        tr.moment(moment(draft.answers["time"])),
        whom_name(tr, draft.answers["whom"]),
        *([place] if place else []),
    ]
    text = tr.html(
        "You come along to this meeting. She is told at once. You are reminded, and she too if she wants that."
    )
    send = choice(draft, "check", "send", tr.ptext("staff button", "✅ Agree on it"))
    anew = choice(draft, "check", "anew", tr.ptext("staff button", "✏️ Begin anew"))
    return staff_screens.asked(
        ctx, "\n\n".join([text, "\n".join(tr.value(line) for line in lines)]), ((send,), (anew,))
    )


async def tap_check(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Send it, or once more from the start."""
    return answered(draft, "check", True) if value == "send" else forms.reopened(draft, "day", "time", "whom", "place")


async def agree(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Keep the time, tell her, and remind both."""
    await drafts.drop_draft(tx, ctx.person.id)
    request = await staff_case.hold(ctx, tx, draft.answers["request"])
    if isinstance(request, Screen):
        return request
    starts_at = moment(draft.answers["time"])
    if request.state is RequestState.BOOKED or starts_at <= ctx.now:
        return await staff_case.overtaken(ctx, tx, request)
    kept = await _keep(ctx, tx, request, draft, starts_at)
    if kept is None:
        return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("This time is taken."))
    await counselling.move_request(tx, request.id, RequestState.BOOKED)
    appointment = await sending.confirm(ctx, tx, request, kept)
    await appointments.lapse_offers(tx, request.id)
    await tell(ctx, tx, request, "company-agreed", f"company:{appointment.id}", appointment=appointment.code)
    await _remind_staff(ctx, tx, appointment)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("Agreed. She is told."))


async def _keep(ctx: Ctx, tx: Tx, request: Request, draft: Draft, starts_at: datetime) -> Appointment | None:
    return await appointments.keep_time(
        tx,
        request.person,
        Span(starts_at, starts_at + LENGTH),
        AppointmentState.OFFERED,
        ctx.now,
        request=request.id,
        kind=Kind.COMPANY,
        staff_id=staff_case.me(ctx).id,
        with_whom=draft.answers["whom"],
        place=draft.secrets.get("place"),
    )


async def _remind_staff(ctx: Ctx, tx: Tx, appointment: Appointment) -> None:
    notices = [
        Notice(
            recipient=ctx.person.id,
            kind="staff-company",
            purpose=f"staff-company:{appointment.id}:{reminder.which}",
            data={"appointment": appointment.code},
            not_before=reminder.not_before,
            not_after=reminder.not_after,
        )
        for reminder in reminders(ctx.programme, appointment.starts_at, ctx.now)
    ]
    await outbox.enqueue(tx, notices, ctx.now)


async def soon(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The family worker is reminded as well; nothing when she has left or the meeting is off."""
    appointment = await appointments.find_appointment(tx, due.data["appointment"])
    if not may(ctx.person, Right.TRIAGE) or appointment is None or appointment.request is None:
        return None
    if appointment.state is not AppointmentState.CONFIRMED or ctx.now >= appointment.starts_at:
        return None
    request = await counselling.get_request(tx, appointment.request)
    if await staff_presence.passed_on(ctx, tx, due, request, due.purpose):
        return None
    return await staff_case.show(ctx, tx, request.id, what="company")


COMPANY = Form(
    "company",
    (
        Step("day", ask_day, {Arrived.TAP: tap_day, Arrived.TYPED: type_time}),
        Step("time", ask_time, {Arrived.TAP: tap_time, Arrived.TYPED: type_time}),
        Step("whom", ask_whom, {Arrived.TAP: tap_whom}),
        Step("place", ask_place, {Arrived.TAP: tap_place, Arrived.TYPED: type_place}),
        Step("check", ask_check, {Arrived.TAP: tap_check}),
    ),
    agree,
    Right.TRIAGE,
)
