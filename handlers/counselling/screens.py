"""What a resident sees of counselling: the open door, her requests, her times."""

from collections.abc import Sequence
from datetime import date, datetime

from documents.calendar_file import calendar_file
from domain.appointments import Appointment, Kind
from domain.counselling import Request, RequestState, Way
from domain.programme import Programme
from domain.reminders import reminders
from domain.slots import Span
from handlers.context import Ctx
from handlers.counselling import times
from handlers.counselling.questions import help_reading
from handlers.counselling.reminding import asked, asks, remind_me
from handlers.counselling.words import as_written, described, minutes, topic_name, way_name, when, whom_name
from handlers.gatherings.page_words import own_label
from handlers.gatherings.seeing import Seen
from handlers.house.cards import is_near
from handlers.house.footer import footer
from handlers.house.screens import address, card_button, map_pin, next_time
from handlers.screen import Attachment, Button, Rows, Screen, column
from locales import Translator

ANSWER_LENGTH = 600
# Of so many choices on a screen one can still see which is which; with a time that can be changed come two.
MOST_CHOICES, WITHOUT_CALENDAR = 5, 2


def talk(tr: Translator, programme: Programme, coming: Span | None, now: datetime, *, unfinished: bool) -> Screen:
    """First the good news: one can just come."""
    good_news = tr.html("Just come by, no appointment needed. It is free, and there is coffee.")
    parts = [good_news, *([next_time(tr, coming, now)] if coming else []), address(tr, programme.house)]
    go_on = Button(tr.ptext("button", "📝 Go on where I was"), "go-on") if unfinished else None
    ask = Button(tr.ptext("button", "💬 Ask for a talk"), "talk:new")
    show = Button(tr.ptext("button", "📍 Show the map"), "map")
    return Screen("\n\n".join(parts), (*column(go_on, ask, show), *footer(tr)), at="talk")


def heard(tr: Translator, asked: Screen) -> str:
    """That we have her voice, with the honest sentence that stands before a note, in front of what is asked next."""
    kept = tr.html("Your voice message goes with your request. Telegram keeps the sound.")
    honest = tr.html("If a child is in danger, we must tell the municipality.")
    return f"{kept}\n\n{honest}\n\n{asked.text}"


def too_many(tr: Translator) -> Screen:
    """Enough open requests: look at those first."""
    text = tr.html("You already have open requests with us. You can change them, or just come by.")
    mine = Button(tr.ptext("button", "🗓 My appointments"), "mine")
    return Screen(text, (*column(mine), *footer(tr)), at="mine")


def sent(tr: Translator, programme: Programme, request: Request, now: datetime) -> Screen:
    """What happens next, and by when."""
    by = tr.soon(request.promised_by, now)
    text = tr.html("Thank you! We have your request. We answer here by {moment}.", moment=by)
    if request.way is Way.COME:
        text = tr.html("Thank you! Now we know that you come. We look forward to seeing you.")
    back = Button(tr.ptext("button", "Take it back"), f"request:{request.code}:back")
    where = Button(tr.ptext("button", "📍 Show the map"), "map") if request.way is Way.COME else None
    return Screen(f"✅ {text}", (*column(where, back), *footer(tr, back="mine")), at=f"request:{request.code}")


def booked(ctx: Ctx, request: Request, appointment: Appointment) -> Screen:
    """The confirmation: time, place, map and a file for her calendar."""
    tr, programme = ctx.tr, ctx.programme
    opening = tr.html("Your time is booked. We look forward to seeing you.")
    lines = [f"✅ {opening}", _time_line(tr, programme, appointment)]
    lines += reminded(ctx, appointment)
    rows = (*column(remind_me(ctx, request, appointment.starts_at)), *_time_buttons(tr, request))
    return Screen(
        "\n\n".join(lines),
        (*rows, *footer(tr, back="mine")),
        at=f"request:{request.code}",
        pin=map_pin(programme.house) if appointment.kind is Kind.VISIT else None,
        attachment=calendar_attachment(ctx, appointment) if appointment.kind is Kind.VISIT else None,
    )


def reminded(ctx: Ctx, appointment: Appointment) -> list[str]:
    """Only what will really come is promised; whoever was never asked reads what a reminder is."""
    if question := asked(ctx, appointment.starts_at):
        return question
    planned = reminders(ctx.programme, appointment.starts_at, ctx.now) if ctx.person.reminders else []
    if len(planned) > 1:
        return [ctx.tr.html("We remind you the day before and two hours before.")]
    return [ctx.tr.html("We remind you before your time.")] if planned else []


def calendar_attachment(ctx: Ctx, appointment: Appointment) -> Attachment:
    """Her time as a calendar file; neutral words, for others may see her calendar."""
    # Translators: the title in her calendar, which others may see: never the word counselling, never a topic.
    title = ctx.tr.text("Appointment in {house}", house=ctx.programme.house.name)
    content = calendar_file(appointment, title, ctx.programme.house, ctx.now)
    return Attachment("nabohuset.ics", content, f"<b>{ctx.tr.value(when(ctx.tr, ctx.programme, appointment))}</b>")


def status(
    ctx: Ctx,
    request: Request,
    appointment: Appointment | None,
    offers: Sequence[Appointment],
    said: Sequence[tuple[int, str, str]],
    waits: str | None,
    *,
    helped: bool = False,
) -> Screen:
    """Where a request stands, what was answered, and what she can do; `waits` leads to what she is asked."""
    tr = ctx.tr
    parts = [_standing(ctx, request, appointment), "\n".join(described(tr, ctx.programme, request))]
    parts += [_said(tr, name, words) for _, name, words in said[-1:]]
    back = _ways_back(tr, request, said, waits, helped=helped)
    rows = (*_ways_on(ctx, request, appointment, offers, most=MOST_CHOICES - len(back)), *back)
    if len(rows) < MOST_CHOICES and appointment is not None and is_near(ctx, appointment):
        rows = (*rows, (card_button(tr, f"card:time:{request.code}"),))
    return Screen("\n\n".join(parts), (*rows, *footer(tr, back="mine")), at=f"request:{request.code}")


def _ways_back(
    tr: Translator, request: Request, said: Sequence[tuple[int, str, str]], waits: str | None, *, helped: bool
) -> Rows:
    """How she answers what staff wrote or asked, and who else helps; what is over needs no answer."""
    if not request.open:
        return ()
    # Where there is much else to choose from, help to read it stands under the message alone.
    room = not waits and not helped and request.state is not RequestState.OFFERED
    return column(
        Button(tr.ptext("button", "❓ A question for you"), waits) if waits else None,
        answer_button(tr, request) if said else None,
        help_button(tr, request, said[-1][0]) if said and room else None,
        Button(tr.ptext("button", "🤝 Who helps you"), f"request:{request.code}:helpers") if helped else None,
    )


def answer_button(tr: Translator, request: Request) -> Button:
    """She writes back."""
    return Button(tr.ptext("button", "✍️ Answer"), f"request:{request.code}:reply")


def help_button(tr: Translator, request: Request, answer: int) -> Button:
    """She wants help to read what staff wrote; `answer` is the number of it."""
    return Button(help_reading(tr), f"request:{request.code}:read:{answer}")


def _standing(ctx: Ctx, request: Request, appointment: Appointment | None) -> str:
    tr, by = ctx.tr, ctx.tr.soon(request.promised_by, ctx.now)
    match request.state:
        case RequestState.BOOKED if appointment is not None:
            return f"<b>{tr.html('Your time:')}</b>\n{_time_line(tr, ctx.programme, appointment)}"
        case RequestState.OFFERED:
            return tr.html("We suggest these times. Which one is good for you?")
        case RequestState.NEW if request.way is Way.COME:
            return tr.html("We know that you come. You are welcome any time we are open.")
        case RequestState.NEW:
            return tr.html("We have your request. We answer here by {moment}.", moment=by)
        case RequestState.CLOSED:
            return tr.html("This is finished. You are always welcome again.")
        case RequestState.WITHDRAWN:
            return tr.html("You took this back. You are always welcome again.")
    return tr.html(
        "{name} has read your request and answers you here.", name=request.staff_name or ctx.programme.house.name
    )


def _said(tr: Translator, name: str, words: str) -> str:
    shown = words if len(words) <= ANSWER_LENGTH else words[:ANSWER_LENGTH] + "…"
    return tr.html("{name} writes:\n{words}", name=name, words=as_written(tr, shown))


def _time_line(tr: Translator, programme: Programme, appointment: Appointment) -> str:
    moment = f"<b>{tr.value(when(tr, programme, appointment))}</b>"
    if appointment.kind is Kind.CALL:
        return "\n".join([moment, tr.html("We call you.")])
    if appointment.kind is Kind.COMPANY:
        return "\n".join([moment, tr.html("We come with you: {whom}.", whom=whom_name(tr, appointment.with_whom))])
    return "\n".join([moment, address(tr, programme.house)])


def _ways_on(
    ctx: Ctx, request: Request, appointment: Appointment | None, offers: Sequence[Appointment], *, most: int
) -> Rows:
    tr, code = ctx.tr, request.code
    if not request.open:
        return column(Button(tr.ptext("button", "💬 Ask for a talk"), "talk:new"))
    if request.state is RequestState.OFFERED:
        return offer_buttons(ctx, request, offers)
    if request.state is RequestState.BOOKED and appointment is not None:
        changeable = appointment.changeable(ctx.now)
        if changeable and appointment.kind is Kind.COMPANY:
            # The meeting is others': its time is not ours to move.
            return column(Button(tr.ptext("button", "❌ Cancel my time"), f"request:{code}:cancel"))
        if changeable:
            # Map and file lie in her chat already: where there is much else to choose from, they give way.
            return _time_buttons(tr, request, calendar=appointment.kind is Kind.VISIT and most > WITHOUT_CALENDAR)
        return column(Button(tr.ptext("button", "💬 Ask for a talk"), "talk:new"))
    another = Button(tr.ptext("button", "🗓 Book a time"), f"request:{code}:times")
    return column(another, Button(tr.ptext("button", "Take it back"), f"request:{code}:back"))


def _time_buttons(tr: Translator, request: Request, *, calendar: bool = False) -> Rows:
    code = request.code
    return column(
        Button(tr.ptext("button", "🗓 Another time"), f"request:{code}:times"),
        Button(tr.ptext("button", "Map and calendar file"), f"request:{code}:files") if calendar else None,
        Button(tr.ptext("button", "❌ Cancel my time"), f"request:{code}:cancel"),
    )


def offer_buttons(ctx: Ctx, request: Request, offers: Sequence[Appointment]) -> Rows:
    """The offered times, and that none of them fits."""
    own = [Button(ctx.tr.moment(offer.starts_at), f"request:{request.code}:offer:{offer.code}") for offer in offers]
    none = Button(ctx.tr.ptext("button", "None of these"), f"request:{request.code}:none")
    return column(*own, none)


def near_buttons(ctx: Ctx, request: Request, spans: Sequence[Span]) -> Rows:
    """Times instead of one that was cancelled, each with its day."""
    starts = [span.starts_at for span in spans]
    return column(*(Button(ctx.tr.moment(at), f"request:{request.code}:time:{minutes(at)}") for at in starts))


def days(ctx: Ctx, request: Request, found: Sequence[date]) -> Screen:
    """Another time: which day."""
    tr, code = ctx.tr, request.code
    back = footer(tr, back=f"request:{code}")
    if not found:
        text = tr.html("All times are taken just now. You can always just come by.")
        return Screen(text, footer(tr, back=f"request:{code}", person=True), at=f"request:{code}")
    rows = times.day_buttons(ctx, found, lambda value: f"request:{code}:day:{value}")
    return Screen(tr.html("Which day is good for you?"), (*rows, *back), at=f"request:{code}:times")


def hours(ctx: Ctx, request: Request, day: date, spans: Sequence[Span]) -> Screen:
    """Another time: which hour."""
    code = request.code
    text = ctx.tr.html("{day}\nAt what time?", day=ctx.tr.day(day))
    rows = times.time_buttons(ctx, spans, lambda value: f"request:{code}:time:{value}")
    return Screen(
        text, (*rows, *footer(ctx.tr, back=f"request:{code}:times")), at=f"request:{code}:day:{day.isoformat()}"
    )


def take_this(ctx: Ctx, request: Request, at: datetime, old: Appointment | None) -> Screen:
    """Another time: is this the one?"""
    tr, code = ctx.tr, request.code
    lines: list[str] = [tr.html("Shall this be your time?\n<b>{moment}</b>", moment=tr.moment(at))]
    if old is not None:
        lines.append(tr.html("Then this one is free again:\n{moment}", moment=when(tr, ctx.programme, old)))
    data = f"request:{code}:take:{minutes(at)}"
    yes = [Button(tr.ptext("button", "✅ Yes, this time"), data)]
    if asks(ctx, at):
        lines += asked(ctx, at)
        yes = [
            Button(tr.ptext("button", "✅ Yes, remind me"), f"{data}:on"),
            Button(tr.ptext("button", "✅ Yes, no reminder"), f"{data}:off"),
        ]
    rows = (*column(*yes), *footer(tr, back=f"request:{code}:times"))
    return Screen("\n\n".join(lines), rows, at=f"request:{code}:time:{minutes(at)}")


def cancel(ctx: Ctx, request: Request, appointment: Appointment) -> Screen:
    """Before it is cancelled: perhaps another time is better."""
    tr, code = ctx.tr, request.code
    text = tr.html("Shall we cancel this time?\n<b>{moment}</b>", moment=when(tr, ctx.programme, appointment))
    rows = column(
        Button(tr.ptext("button", "🗓 Another time"), f"request:{code}:times"),
        Button(tr.ptext("button", "❌ Yes, cancel it"), f"request:{code}:cancel:yes"),
    )
    return Screen(text, (*rows, *footer(tr, back=f"request:{code}")), at=f"request:{code}:cancel")


def cancelled(ctx: Ctx) -> Screen:
    """It is cancelled, and no harm done."""
    text = ctx.tr.html("Your time is cancelled. Thank you for telling us. You are always welcome again.")
    again = Button(ctx.tr.ptext("button", "💬 Ask for a talk"), "talk:new")
    return Screen(text, (*column(again), *footer(ctx.tr)), at="mine")


def take_back(ctx: Ctx, request: Request) -> Screen:
    """Before a request is taken back."""
    # Translators: [sensitive] erasure.
    text = ctx.tr.html("Shall we forget this request? You can ask again any time.")
    yes = Button(ctx.tr.ptext("button", "Yes, take it back"), f"request:{request.code}:back:yes")
    return Screen(
        text, (*column(yes), *footer(ctx.tr, back=f"request:{request.code}")), at=f"request:{request.code}:back"
    )


def taken_back(ctx: Ctx) -> Screen:
    """It is taken back."""
    text = ctx.tr.html("We have taken your request back. You are always welcome again.")
    return Screen(text, footer(ctx.tr, person=True), at="mine")


def mine(
    ctx: Ctx,
    found: Sequence[tuple[Request, Appointment | None]],
    joined: Sequence[Seen],
    survey: Button | None = None,
) -> Screen:
    """Her requests and times, each a button; what she signed up for; and the way to what she is asked."""
    tr = ctx.tr
    if not found and not joined:
        return Screen(
            tr.html("You have no appointments with us. You can always just come by."),
            (*column(survey), *footer(tr, person=True)),
            at="mine",
        )
    buttons = [Button(_label(ctx, request, appointment), f"request:{request.code}") for request, appointment in found]
    buttons += [Button(own_label(ctx, one), f"mine:{one.own_code}") for one in joined]
    return Screen(
        tr.html("Here is what we have agreed. Tap to see or change it."),
        (*column(*buttons, survey, card_button(tr)), *footer(tr, person=True)),
        at="mine",
    )


def _label(ctx: Ctx, request: Request, appointment: Appointment | None) -> str:
    if request.state is RequestState.BOOKED and appointment is not None:
        return f"🗓 {when(ctx.tr, ctx.programme, appointment)}"
    return topic_name(ctx.tr, ctx.programme, request.topic) if request.topic else way_name(ctx.tr, request.way)
