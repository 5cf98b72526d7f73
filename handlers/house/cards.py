"""Cards to hold up at a counter: a sentence in Danish that says for her what she wants."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from documents.counter_card import PIXELS_PER_INCH, Spoken, counter_card
from domain.appointments import Appointment, AppointmentState, Kind
from domain.counselling import Request, RequestState
from domain.slots import local_day
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.words import when
from handlers.house.footer import footer
from handlers.screen import Attachment, Button, Screen, column
from locales import Translator
from locales.spoken import ANOTHER
from locales.tongues import tongue
from storage import appointments, counselling
from storage.engine import Tx

# A sentence by the words it is said in.
Says = Callable[[Translator], str]
# So many days ahead, counting today, an appointment is near enough to say at the counter that she has it.
NEAR = timedelta(days=2)


async def look(ctx: Ctx, tx: Tx) -> Screen:
    """Which card?"""
    tr, coming = ctx.tr, await _coming(ctx, tx)
    text = tr.html("What would you like to say at the counter? Tap it, and show your phone.")
    talk = Button(tr.ptext("button", "🗣 Talk with somebody"), "card:talk")
    letter = Button(tr.ptext("button", "✉️ Help with a letter"), "card:letter")
    # Of several the next one: with it there are five choices.
    times = [Button(f"🗓 {when(tr, ctx.programme, one)}", f"card:time:{code}") for code, one in coming.items()][:1]
    interpreter = Button(f"🌐 {tr.ptext('button', 'An interpreter')}", "card:interpreter") if _speaks(ctx) else None
    phone = Button(tr.ptext("button", "📱 Borrow a phone"), "card:phone")
    return Screen(text, (*column(talk, letter, *times, interpreter, phone), *footer(tr, back="hours")), at="card")


async def show(ctx: Ctx, tx: Tx, card: str) -> Screen:
    """One card, large."""
    says = _sentences(ctx).get(card)
    return _card(ctx, f"card:{card}", says) if says else problems.no_longer(ctx.tr, await look(ctx, tx))


async def show_time(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """That she has an appointment, as long as it is hers and near."""
    appointment = (await _coming(ctx, tx)).get(code)
    if appointment is None:
        return problems.no_longer(ctx.tr, await look(ctx, tx))
    return _card(ctx, f"card:time:{code}", lambda tr: _has_a_time(ctx, tr, appointment))


def _card(ctx: Ctx, at: str, says: Says) -> Screen:
    """The sentence as a picture, and in the chat for her to know what it says; whoever reads Danish reads it once."""
    tr, danish = ctx.tr, ctx.services.languages.translator("da")
    said, own = says(danish), None if tr.code == danish.code else says(tr)
    lines = [f"<b>{tr.value(said)}</b>", *([tr.value(own)] if own else [])]
    paper = counter_card(ctx.programme.house.name, _spoken(danish, said), _spoken(tr, own) if own else None)
    picture = Attachment("card.png", lambda: paper.pictures(PIXELS_PER_INCH)[0])
    return Screen("\n\n".join(lines), footer(tr, back="card"), at=at, pictures=(picture,))


def _spoken(tr: Translator, text: str) -> Spoken:
    return Spoken(tr.code, tr.rtl, text)


def _sentences(ctx: Ctx) -> Mapping[str, Says]:
    """What any card says; nothing on it but what she chose, and never her name."""
    interpreter: dict[str, Says] = {"interpreter": lambda tr: _wants_an_interpreter(ctx, tr)} if _speaks(ctx) else {}
    return {
        "talk": lambda tr: tr.text("I would like to talk with a member of staff."),
        "letter": lambda tr: tr.text("I have a letter that I do not understand."),
        "phone": lambda tr: tr.text("I need to make a call. May I borrow a phone?"),
        **interpreter,
    }


def _speaks(ctx: Ctx) -> str | None:
    """The language of an interpreter, where we know one; whoever reads Danish, and asked for no other, needs none."""
    code = ctx.person.wanted_language or ctx.tr.code
    return None if code in ("da", ANOTHER) else code


def _wants_an_interpreter(ctx: Ctx, tr: Translator) -> str:
    # Translators: she shows it at a counter. {language} is the name of a language as a dictionary has it.
    return tr.text("I speak {language}. I would like an interpreter.", language=tongue(tr, _speaks(ctx) or tr.code))


def _has_a_time(ctx: Ctx, tr: Translator, appointment: Appointment) -> str:
    # The picture may be shown tomorrow: only on its own day a time is named "today".
    at, today = appointment.starts_at, local_day(ctx.programme, ctx.now)
    moment = tr.soon(at, ctx.now) if local_day(ctx.programme, at) == today else tr.moment(at)
    # Translators: she shows it at a counter. {moment} is "today, 13:00", or a day and a time.
    return tr.text("I have an appointment: {moment}", moment=moment)


async def _coming(ctx: Ctx, tx: Tx) -> dict[str, Appointment]:
    """Where she goes today or tomorrow, the next first, by the code of its request."""
    found = [(one.code, await appointments.appointment_of(tx, one.id)) for one in await _booked(ctx, tx)]
    near = [(code, one) for code, one in found if one is not None and is_near(ctx, one)]
    return dict(sorted(near, key=lambda one: one[1].starts_at))


async def _booked(ctx: Ctx, tx: Tx) -> list[Request]:
    requests = await counselling.requests_of(tx, ctx.person.id)
    return [one for one in requests if one.state is RequestState.BOOKED]


def is_near(ctx: Ctx, appointment: Appointment) -> bool:
    """Whether she goes there today or tomorrow; for a call there is no counter."""
    last = local_day(ctx.programme, ctx.now) + NEAR
    return (
        appointment.state is AppointmentState.CONFIRMED
        and appointment.kind is not Kind.CALL
        and ctx.now < appointment.ends_at
        and local_day(ctx.programme, appointment.starts_at) < last
    )
