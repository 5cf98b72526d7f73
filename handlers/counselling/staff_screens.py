"""What the family worker sees, in Danish: the queue, the day, and one card for each request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.access import Right, may
from domain.appointments import Appointment, AppointmentState, Kind
from domain.counselling import Details, Happening, Outcome, Request, RequestState, Way
from domain.notices import Told
from domain.people import Staff
from domain.questions import Asked, Said
from domain.referrals import Referral
from domain.slots import Span
from handlers.context import Ctx
from handlers.counselling import times
from handlers.counselling.staff_passed_on import after_a_yes, contact_buttons, on_the_card
from handlers.counselling.staff_said import all_said, asked_back
from handlers.counselling.staff_verbs import verbs_of
from handlers.counselling.staff_words import (
    fate_name,
    happened,
    message_name,
    outcome_name,
    role_name,
    state_name,
    what_happened,
)
from handlers.counselling.words import ANY_TIME, bare, call_window, topic_name, when, window_value
from handlers.screen import Button, Rows, Screen, column
from handlers.staff import menu
from locales import Safe, Translator
from locales.tongues import tongue

MOST_CASES = 20
# Of what was asked back, the newest stand on the card.
MOST_QUESTIONS = 4


@dataclass(frozen=True, slots=True)
class Case:
    """A request with all that belongs to it now; `talked`: a talk was held, `lost`: a message may not have arrived."""

    request: Request
    appointment: Appointment | None
    offers: Sequence[Appointment]
    talked: bool
    lost: bool
    asked: Sequence[Asked] = ()
    unread: int = 0
    passed: Sequence[Referral] = ()


def number(request: Request) -> str:
    """What staff call a request among themselves."""
    return number_of(request.code)


def number_of(code: str) -> str:
    """The same, of a request that is known by its code alone."""
    return code[:4].upper()


def ways_home(tr: Translator) -> Rows:
    """The last row of every staff screen."""
    return (
        (
            Button(tr.ptext("staff button", "📋 Queue"), "queue"),
            Button(tr.ptext("staff button", "📅 Today"), "today"),
        ),
    )


def home(ctx: Ctx, staff: Staff, good_at: str | None = None) -> Screen:
    """Where staff begin: everything she may do; `good_at` is what a helper helps with."""
    tr, person = ctx.tr, ctx.person
    hello: str = tr.html(
        "Hello {name}. You are in the team as {role}.", name=staff.name, role=role_name(tr, staff.role)
    )
    if good_at:
        hello = "\n".join([hello, tr.html("You help with: {field}", field=good_at)])
    look = Button(tr.ptext("staff button", "👀 See what residents see"), "residents-home")
    rows = menu.buttons(ctx)
    if not rows:
        nothing = tr.html("There is nothing for you to do here yet.")
        return Screen(f"{hello}\n\n{nothing}", column(look), at="staff")
    hint = [tr.html("You get a card for each new request. /koe shows the queue, /idag shows today.")]
    if not may(person, Right.TRIAGE):
        hint = [tr.html("When a family says yes to your help, you get a card here. /henvist shows all of them.")]
    parts = [hello, *(hint if may(person, Right.REFERRED) else [])]
    return Screen("\n\n".join(parts), (*rows, *column(look)), at="staff")


def more(ctx: Ctx) -> Screen:
    """The rest of what she may do."""
    return Screen(
        "⚙️ " + ctx.tr.html("This is about activities, the house and yourself."), menu.more(ctx), at="staff:more"
    )


def welcome(ctx: Ctx, then: Screen) -> Screen:
    """Somebody joined the team."""
    tr = ctx.tr
    joined = tr.html("Welcome to the team!")
    duty = tr.html("What families tell us stays between us. You keep your own duty to notify the municipality.")
    return Screen(f"👋 {joined}\n\n{duty}\n\n{then.text}", then.rows, at=then.at, commands=menu.commands(ctx))


def waits_for_leader(tr: Translator, staff: Staff) -> Screen:
    """She was let in by a colleague: a leader has not said yes yet."""
    text = tr.html("Hello {name}. A leader says yes before you can begin. You are told here.", name=staff.name)
    return Screen(f"⏳ {text}", column(Button(tr.ptext("staff button", "👀 See what residents see"), "residents-home")))


def queue(ctx: Ctx, requests: Sequence[Request]) -> Screen:
    """Everything that waits, what nobody has taken first."""
    tr = ctx.tr
    if not requests:
        return Screen(tr.html("The queue is empty. Nobody is waiting."), ways_home(tr), at="queue")
    free = sum(request.state is RequestState.NEW for request in requests)
    text: str = tr.html("Nothing new. This is under way:")
    if free:
        text = tr.nhtml(
            "{n} request waits for somebody to take it.", "{n} requests wait for somebody to take them.", free
        )
    shown = sorted(requests, key=_urgency)[:MOST_CASES]
    buttons = [Button(_line(ctx, request), f"case:{request.code}") for request in shown]
    more = len(requests) - len(shown)
    tail = "\n" + tr.nhtml("{n} more is not shown.", "{n} more are not shown.", more) if more else ""
    return Screen(f"📋 {text}{tail}", (*column(*buttons), *ways_home(tr)), at="queue")


def _urgency(request: Request) -> tuple[bool, bool, int]:
    """What nobody has taken first, and of that, who waits for an answer before who just comes by."""
    return request.state is not RequestState.NEW, request.way is Way.COME, request.id


def _line(ctx: Ctx, request: Request) -> str:
    mark = {RequestState.NEW: "🆕", RequestState.BOOKED: "🗓", RequestState.OFFERED: "⏳"}.get(request.state, "👤")
    waits = request.state is RequestState.NEW and request.way is not Way.COME
    late = "❗" if waits and request.promised_by < ctx.now else ""
    who = request.staff_name or state_name(ctx.tr, request.state)
    return f"{late}{mark} {number(request)} · {topic_of(ctx, request)} · {who}"


def topic_of(ctx: Ctx, request: Request) -> str:
    """What it is about, without the emoji of the button."""
    return plain_topic(ctx, request.topic or "there")


def plain_topic(ctx: Ctx, key: str) -> str:
    """A topic without its emoji."""
    return bare(topic_name(ctx.tr, ctx.programme, key))


def today(
    ctx: Ctx, day: date, drop_in: Sequence[Span], found: Sequence[tuple[Appointment, Request]], families: int
) -> Screen:
    """The day: drop-in hours, appointments in order, and how far the year has come."""
    tr = ctx.tr
    lines = [f"<b>{tr.value(tr.day(day))}</b>"]
    lines += [tr.html("Drop-in: {hours}", hours=tr.hours(span.starts_at, span.ends_at)) for span in drop_in]
    if not found:
        lines.append(tr.html("No appointments today."))
    lines.append(_so_far(ctx, families))
    buttons = [Button(_day_line(ctx, appointment, request), f"case:{request.code}") for appointment, request in found]
    return Screen("\n\n".join(lines), (*column(*buttons), *ways_home(tr)), at="today")


def _so_far(ctx: Ctx, families: int) -> Safe:
    tr, goal = ctx.tr, ctx.programme.families_goal
    if goal is None:
        return tr.html("Families with at least one talk this year: {families}.", families=families)
    return tr.html("Families with at least one talk this year: {families} of {goal}.", families=families, goal=goal)


def _day_line(ctx: Ctx, appointment: Appointment, request: Request) -> str:
    mark = {AppointmentState.HELD: "✅", AppointmentState.MISSED: "➖"}.get(appointment.state, "🗓")
    if appointment.state is AppointmentState.CONFIRMED:
        mark = {Kind.CALL: "📞", Kind.COMPANY: "🤝"}.get(appointment.kind, mark)
    return f"{mark} {ctx.tr.time(appointment.starts_at)} · {number(request)} · {topic_of(ctx, request)}"


def card(ctx: Ctx, case: Case, what: str | None = None) -> Screen:
    """One request: what is asked, where it stands, and what can be done with one tap."""
    tr, request = ctx.tr, case.request
    title = what_happened(tr, what) if what else state_name(tr, request.state)
    lines = [f"<b>{tr.value(title)} · {number(request)}</b>", *_asked(ctx, request)]
    lines += _standing(ctx, request, case.appointment, case.offers)
    lines += [asked_back(ctx, one) for one in case.asked[-MOST_QUESTIONS:]]
    lines += on_the_card(ctx, case.passed)
    if case.unread:
        said = tr.nhtml("{n} message from her is not read.", "{n} messages from her are not read.", case.unread)
        lines.append(f"💬 {said}")
    if case.lost:
        lines.append("⚠️ " + tr.html("A message may not have arrived. Look at the history."))
    verbs = contact_buttons(ctx, request, case.passed) + after_a_yes(ctx, request, case.asked, case.passed)
    verbs += verbs_of(ctx, request, case.appointment, talked=case.talked)
    return Screen("\n".join(lines), (*verbs, *ways_home(tr)), at=f"case:{request.code}")


def _asked(ctx: Ctx, request: Request) -> list[str]:
    tr = ctx.tr
    lines: list[str] = [
        tr.html("Topic: {topic}", topic=topic_of(ctx, request)),
        tr.html("How: {way}", way=_wanted(tr, request.way)),
        tr.html("Language: {language}", language=tongue(tr, request.language)),
    ]
    if request.call_window:
        lines.append(tr.html("Call: {window}", window=call_window(tr, ctx.programme, request.call_window)))
    if request.interpreter:
        lines.append(tr.html("Interpreter: {language}", language=tongue(tr, request.interpreter)))
    needs = [tr.text("brings somebody")] if request.companion else []
    needs += [tr.text("a quiet room")] if request.quiet_room else []
    return [*lines, tr.html("Needs: {needs}", needs=tr.list(needs))] if needs else lines


def _wanted(tr: Translator, way: Way) -> str:
    match way:
        case Way.COME:
            return tr.text("comes by")
        case Way.BOOK:
            return tr.text("booked a time")
        case Way.CALL:
            return tr.text("wants to be called")


def _standing(ctx: Ctx, request: Request, appointment: Appointment | None, offers: Sequence[Appointment]) -> list[str]:
    tr = ctx.tr
    lines: list[str] = (
        [tr.html("Answer promised before: {moment}", moment=tr.soon(request.promised_by, ctx.now))]
        if request.state is RequestState.NEW and request.way is not Way.COME
        else []
    )
    if appointment is not None:
        lines.append(_time(ctx, appointment))
    lines += [tr.html("Offered: {moment}", moment=tr.moment(offer.starts_at)) for offer in offers]
    if request.staff_name and request.staff_away:
        lines.append(tr.html("Taken by {name}, who is not at work", name=request.staff_name))
    elif request.staff_name:
        lines.append(tr.html("Taken by {name}", name=request.staff_name))
    return lines


def _time(ctx: Ctx, appointment: Appointment) -> str:
    tr, moment = ctx.tr, when(ctx.tr, ctx.programme, appointment)
    match appointment.state:
        case AppointmentState.CANCELLED:
            return tr.html("Cancelled time: {moment}", moment=moment)
        case AppointmentState.MISSED:
            return tr.html("Did not come: {moment}", moment=moment)
        case AppointmentState.HELD:
            return tr.html("Talk held: {moment}", moment=moment)
    return tr.html("Time: {moment}", moment=moment)


def note(tr: Translator, request: Request, words: str) -> str:
    """What she wrote with her request, in which language."""
    return tr.html("She writes ({language}):\n{note}", language=tongue(tr, request.language), note=words)


def details(
    ctx: Ctx, request: Request, found: Details, said: Sequence[Said], translate: Button | None = None
) -> Screen:
    """What she told us in her own words; looking is logged. `translate` leads to what a machine makes of them."""
    tr = ctx.tr
    lines = [
        f"<b>{number(request)}</b>",
        tr.html("Name: {name}", name=found.name or tr.text("no name")),
    ]
    if found.phone:
        lines.append(tr.html("Number:\n{phone}", phone=found.phone))
    if found.note:
        lines.append(note(tr, request, found.note))
    if found.voice:
        lines.append(tr.html("Her voice message is above."))
    lines += all_said(ctx, said, request.language)
    if not (found.phone or found.note or found.voice or said):
        lines.append(tr.html("She wrote nothing more."))
    back = Button(tr.ptext("staff button", "↩️ Back"), f"case:{request.code}")
    rows = (*column(translate), (back,), *ways_home(tr))
    at, voices = f"case:{request.code}", (found.voice,) if found.voice else ()
    return Screen("\n\n".join(lines), rows, at=at, voices=voices, words=True)


def history(
    ctx: Ctx,
    request: Request,
    found: Sequence[tuple[datetime, Happening, str | None, bool]],
    told: Sequence[Told],
    passed_on: Sequence[str],
) -> Screen:
    """Every step: when, what, who; what was passed on; and what became of every message to the resident."""
    tr = ctx.tr
    lines: list[str] = [tr.html("<b>History of {number}</b>", number=number(request))]
    for at, step, name, house in found:
        who = name or (tr.text("by itself") if house else tr.text("the resident"))
        lines.append(tr.html("{moment}: {step} ({who})", moment=tr.moment(at), step=happened(tr, step), who=who))
    lines += passed_on
    if told:
        lines += ["", f"<b>{tr.html('Messages to the resident')}</b>"]
    for one in told:
        what, fate = message_name(tr, one.kind), fate_name(tr, one.state, by_phone=one.by_phone)
        lines.append(tr.html("{moment}: {what} ({fate})", moment=tr.moment(one.at), what=what, fate=fate))
    back = Button(tr.ptext("staff button", "↩️ Back"), f"case:{request.code}")
    return Screen("\n".join(lines), ((back,), *ways_home(tr)), at=f"case:{request.code}:history")


def outcomes(ctx: Ctx, request: Request, *, talked: bool, mistaken: bool = False, passed_on: bool = False) -> Screen:
    """What came of it; `mistaken`: it may also be put right that she did not come. To close ends what is passed on."""
    tr, code = ctx.tr, request.code
    text: str = tr.html("What came of it?")
    if passed_on:
        ends = tr.html("A referral is running. Closing ends it, and the helper sees nothing any more.")
        text = f"{text}\n\n➡️ {ends}"
    fitting = [one for one in Outcome if talked or one in (Outcome.REFERRED, Outcome.MISSED, Outcome.NOT_NEEDED)]
    buttons = [Button(outcome_name(tr, one), f"case:{code}:close:{one.value}") for one in fitting]
    if talked:
        buttons.append(Button(tr.ptext("staff button", "🔁 Follow-up talk"), f"case:{code}:follow-up"))
    if mistaken:
        buttons.append(Button(tr.ptext("staff button", "➖ A mistake: did not come"), f"case:{code}:missed"))
    back = Button(tr.ptext("staff button", "↩️ Back"), f"case:{code}")
    return Screen(text, (*column(*buttons), (back,), *ways_home(tr)), at=f"case:{code}:close")


def calls(ctx: Ctx, request: Request, spans: Sequence[Span]) -> Screen:
    """When to call: her own wish first."""
    tr, code = ctx.tr, request.code
    values = dict.fromkeys(
        [*([request.call_window] if request.call_window not in (None, ANY_TIME) else []), *map(window_value, spans)]
    )
    buttons = [Button(call_window(tr, ctx.programme, value), f"case:{code}:call:{value}") for value in values if value]
    back = Button(tr.ptext("staff button", "↩️ Back"), f"case:{code}")
    return Screen(
        tr.html("When do you call? She is told at once."),
        (*column(*buttons), (back,), *ways_home(tr)),
        at=f"case:{code}:call",
    )


def cancel(ctx: Ctx, request: Request, appointment: Appointment) -> Screen:
    """Before the house cancels a time."""
    tr, code = ctx.tr, request.code
    text = tr.html(
        "Cancel {moment}? She is told at once and offered another time.", moment=when(tr, ctx.programme, appointment)
    )
    yes = Button(tr.ptext("staff button", "❌ Yes, cancel"), f"case:{code}:cancel:yes")
    back = Button(tr.ptext("staff button", "↩️ Back"), f"case:{code}")
    return Screen(text, ((yes,), (back,), *ways_home(tr)), at=f"case:{code}:cancel")


def choose_offers(
    ctx: Ctx, data: times.Data, chosen: Sequence[datetime], rows: Rows, *, problem: str | None = None
) -> Screen:
    """Pick two or three times to offer."""
    tr = ctx.tr
    lines = [
        *([problem] if problem else []),
        tr.html("Choose two or three times. You can also write one, such as 3/12 14.30."),
    ]
    lines += [f"• {tr.moment(at)}" for at in sorted(chosen)]
    send = Button(tr.ptext("staff button", "✅ Send the offer"), data("send")) if chosen else None
    return Screen("\n".join(lines), (*rows, *column(send), *ways_home(tr)))


def write_answer(ctx: Ctx, request: Request) -> Screen:
    """Her own words to the resident."""
    tr = ctx.tr
    text = tr.html(
        "Write to her now. Short sentences; she reads {language}. No CPR numbers. She can answer here.",
        language=tongue(tr, request.language),
    )
    back = Button(tr.ptext("staff button", "↩️ Back"), f"case:{request.code}")
    return Screen(f"{whose(ctx, request)}\n\n{text}", ((_phrases(ctx, request),), (back,), *ways_home(tr)))


def _phrases(ctx: Ctx, request: Request) -> Button:
    """What is in the phrasebook she reads in her own language."""
    return Button(ctx.tr.ptext("staff button", "💬 Phrases"), f"phrase:case:{request.code}")


def whose(ctx: Ctx, request: Request) -> str:
    """Which family this is about: cards of others arrive meanwhile."""
    return f"<b>{number(request)} · {ctx.tr.value(topic_of(ctx, request))}</b>"


def check_answer(ctx: Ctx, request: Request, words: str, send: Button, rewrite: Button) -> Screen:
    """Before it leaves."""
    text = f"{whose(ctx, request)}\n\n" + ctx.tr.html("Send this?\n\n{words}", words=words)
    return Screen(text, (*column(send, rewrite), *ways_home(ctx.tr)))


def asked(ctx: Ctx, text: str, rows: Rows) -> Screen:
    """One question of a form, with the way home."""
    return Screen(text, (*rows, *ways_home(ctx.tr)))
