"""What we know about one request of hers: what she asked, her times, and all that was said."""

from domain.appointments import Appointment, AppointmentState, Kind
from domain.counselling import Details, Happening, Request
from domain.questions import Said, Saying
from handlers.context import Ctx
from handlers.counselling import referred
from handlers.counselling.questions import answer_name, question_of
from handlers.counselling.words import described, when, whom_name
from locales import Translator
from storage import appointments, counselling, questions
from storage.engine import Tx

STANDS = (AppointmentState.CONFIRMED, AppointmentState.HELD)


async def about_request(ctx: Ctx, tx: Tx, request: Request) -> list[str]:
    """A line for each thing."""
    tr = ctx.tr
    asked = tr.html("You asked us on {moment}:", moment=tr.moment(request.created_at))
    lines = ["", asked, *described(tr, ctx.programme, request)]
    lines += own_words(tr, await counselling.details_of(tx, request.id))
    for appointment in await appointments.times_of(tx, request.id):
        lines += _time(ctx, appointment, await appointments.place_of(tx, appointment.id))
    lines += [_line(ctx, said) for said in await questions.said_between(tx, request.id)]
    return lines + await referred.all_known(ctx, tx, request) + await _looked_at(ctx, tx, request)


def _time(ctx: Ctx, appointment: Appointment, place: str | None) -> list[str]:
    tr, moment = ctx.tr, when(ctx.tr, ctx.programme, appointment)
    if appointment.state is AppointmentState.OFFERED:
        return [tr.html("A time we suggest: {moment}", moment=moment)]
    if appointment.state not in STANDS:
        return [tr.html("A time that is no more: {moment}", moment=moment)]
    lines: list[str] = [tr.html("Your time: {moment}", moment=moment)]
    if appointment.kind is Kind.COMPANY:
        lines.append(tr.html("We come with you: {whom}.", whom=whom_name(tr, appointment.with_whom)))
    return [*lines, tr.value(place)] if place else lines


def _line(ctx: Ctx, said: Said) -> str:
    """What staff wrote or asked, what she chose or wrote; of erased words, that there were some."""
    tr = ctx.tr
    match said.saying:
        case Saying.WROTE:
            return tr.html("{name} answered: {words}", name=said.by, words=said.words)
        case Saying.ASKED:
            question = question_of(ctx.programme, said.kind or "", said.words)
            words = question.sentence(tr) if question else tr.text("in own words")
            return tr.html("{name} asked you: {words}", name=said.by, words=words)
        case Saying.CHOSE:
            return tr.html("You chose: {words}", words=answer_name(tr, said.kind or "", said.answer or ""))
    return tr.html("You wrote: {words}", words=said.words)


async def _looked_at(ctx: Ctx, tx: Tx, request: Request) -> list[str]:
    """Who opened what she told us in her own words, and when."""
    looks = [one for one in await counselling.history_of(tx, request.id) if one[1] is Happening.DETAILS_SEEN]
    return [
        ctx.tr.html("{name} read your details: {moment}", name=name or "", moment=ctx.tr.moment(at))
        for at, _, name, _ in looks
    ]


def own_words(tr: Translator, details: Details) -> list[str]:
    """What she typed or said herself."""
    lines: list[str] = [tr.value(words) for words in (details.name, details.phone, details.note) if words]
    return [*lines, tr.html("Your voice message: only Telegram has the sound.")] if details.voice else lines
