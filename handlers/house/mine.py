"""What we know about a person, all of it, in her own language."""

from domain.people import Person
from handlers.context import Ctx
from handlers.counselling.words import call_window, topic_name, way_name
from locales import LANGUAGES, Translator
from storage import appointments, counselling, people
from storage.engine import Tx


async def all_we_know(ctx: Ctx, tx: Tx) -> list[str]:
    """One line for each thing."""
    lines = _herself(ctx.tr, ctx.person, await people.name_of(tx, ctx.person.id))
    poster = await people.poster_of(tx, ctx.person.id)
    if poster:
        lines.append(ctx.tr.html("You came from the poster {poster}.", poster=poster))
    for request in await counselling.requests_by(tx, ctx.person.id):
        lines += await _request(ctx, tx, request.id)
    return lines


def _herself(tr: Translator, person: Person, name: str | None) -> list[str]:
    reminders = tr.html("Reminders are on.") if person.reminders else tr.html("Reminders are off.")
    lines: list[str] = [tr.html("Your number at Telegram: {number}", number=person.telegram_id), reminders]
    if name:
        lines.append(tr.html("We call you {name}.", name=name))
    for code in filter(None, (person.language, person.wanted_language)):
        lines.append(tr.html("Language: {language}", language=LANGUAGES[code].own_name))
    return lines


async def _request(ctx: Ctx, tx: Tx, request: int) -> list[str]:
    tr, found = ctx.tr, await counselling.get_request(tx, request)
    details = await counselling.details_of(tx, request)
    lines = ["", tr.html("You asked us on {moment}:", moment=tr.moment(found.created_at)), way_name(tr, found.way)]
    if found.topic:
        lines.append(topic_name(tr, ctx.programme, found.topic))
    if found.call_window:
        lines.append(call_window(tr, ctx.programme, found.call_window))
    if found.interpreter:
        lines.append(tr.html("Interpreter: {language}", language=LANGUAGES[found.interpreter].own_name))
    if found.companion:
        lines.append(tr.html("Somebody comes with you."))
    if found.quiet_room:
        lines.append(tr.html("A quiet room."))
    for words in filter(None, (details.name, details.phone, details.note)):
        lines.append(tr.value(words))
    if details.voice:
        lines.append(tr.html("Your voice message: only Telegram has the sound."))
    appointment = await appointments.appointment_of(tx, request)
    if appointment:
        lines.append(tr.html("Your time: {moment}", moment=tr.moment(appointment.starts_at)))
    lines += [
        tr.html("{name} answered: {words}", name=name, words=body)
        for _, name, body in await counselling.answers_to(tx, request)
    ]
    return lines
