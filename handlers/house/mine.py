"""What we know about a person, all of it, in her own language."""

from collections.abc import Sequence

from domain.consent import Decision, Purpose
from domain.counselling import Details, Happening, Request, Way
from domain.drafts import Draft
from domain.people import Person
from handlers.context import Ctx
from handlers.counselling import referred
from handlers.counselling.words import described, topic_name, way_name
from handlers.house.consents import standing
from locales import LANGUAGES, Translator
from storage import appointments, consents, counselling, drafts, people
from storage.engine import Tx


async def all_we_know(ctx: Ctx, tx: Tx) -> list[str]:
    """One line for each thing."""
    lines = _herself(ctx.tr, ctx.person, await people.name_of(tx, ctx.person.id))
    lines += _choices(ctx, await consents.decisions_of(tx, ctx.person.id))
    poster = await people.poster_of(tx, ctx.person.id)
    if poster:
        lines.append(_came_from(ctx, poster))
    first, last = await people.here_between(tx, ctx.person.id)
    lines.append(ctx.tr.html("You first wrote to us: {moment}", moment=ctx.tr.moment(first)))
    lines.append(ctx.tr.html("You were last here: {moment}", moment=ctx.tr.moment(last)))
    for request in await counselling.requests_by(tx, ctx.person.id):
        lines += await _request(ctx, tx, request)
    draft = await drafts.draft_of(tx, ctx.person.id)
    return [*lines, *_begun(ctx, draft)] if draft else lines


def _came_from(ctx: Ctx, key: str) -> str:
    partner = ctx.programme.partner(key)
    if partner is None:
        return ctx.tr.html("You came from the poster {poster}.", poster=key)
    # Translators: {partner} stands in the middle of the sentence, such as "the school"; it handed out a small paper.
    return ctx.tr.html("You came with a slip from {partner}.", partner=ctx.tr.pick(partner.texts))


def _begun(ctx: Ctx, draft: Draft) -> list[str]:
    """What she has not sent yet: we keep it for her, so she may see it."""
    tr, answers = ctx.tr, draft.answers
    lines: list[str] = ["", tr.html("You have begun this, and not sent it:")]
    if answers.get("topic"):
        lines.append(topic_name(tr, ctx.programme, answers["topic"]))
    if answers.get("way"):
        lines.append(way_name(tr, Way(answers["way"])))
    return lines + _words(tr, Details(*map(draft.secrets.get, ("name", "phone", "note", "voice"))))


def _herself(tr: Translator, person: Person, name: str | None) -> list[str]:
    lines: list[str] = [tr.html("Your number at Telegram: {number}", number=person.telegram_id)]
    if name:
        lines.append(tr.html("We call you {name}.", name=name))
    for code in filter(None, (person.language, person.wanted_language)):
        lines.append(tr.html("Language: {language}", language=LANGUAGES[code].own_name))
    return lines


def _choices(ctx: Ctx, said: Sequence[Decision]) -> list[str]:
    """What she may be sent, and every yes and no of hers to it."""
    lines: list[str] = []
    for purpose in Purpose:
        decisions = [_decision(ctx.tr, one) for one in said if one.purpose is purpose]
        on = bool(getattr(ctx.person, purpose.value))
        # Before there was a question reminders were on for everybody: she may know that.
        unasked = [ctx.tr.html("We had not asked you.")] if on and not decisions else []
        lines.append(" ".join([standing(ctx.tr, purpose, on=on), *unasked]))
        lines += decisions
    return lines


def _decision(tr: Translator, one: Decision) -> str:
    if one.given:
        return tr.html("You said yes: {moment}", moment=tr.moment(one.at))
    return tr.html("You said no: {moment}", moment=tr.moment(one.at))


async def _request(ctx: Ctx, tx: Tx, request: Request) -> list[str]:
    tr = ctx.tr
    asked = tr.html("You asked us on {moment}:", moment=tr.moment(request.created_at))
    lines = ["", asked, *described(tr, ctx.programme, request)]
    lines += _words(tr, await counselling.details_of(tx, request.id))
    appointment = await appointments.appointment_of(tx, request.id)
    if appointment:
        lines.append(tr.html("Your time: {moment}", moment=tr.moment(appointment.starts_at)))
    said = await counselling.answers_to(tx, request.id)
    lines += [tr.html("{name} answered: {words}", name=name, words=body) for _, name, body in said]
    return lines + await referred.all_known(ctx, tx, request) + await _looked_at(ctx, tx, request)


async def _looked_at(ctx: Ctx, tx: Tx, request: Request) -> list[str]:
    """Who opened what she told us in her own words, and when."""
    looks = [one for one in await counselling.history_of(tx, request.id) if one[1] is Happening.DETAILS_SEEN]
    return [
        ctx.tr.html("{name} read your details: {moment}", name=name or "", moment=ctx.tr.moment(at))
        for at, _, name, _ in looks
    ]


def _words(tr: Translator, details: Details) -> list[str]:
    lines: list[str] = [tr.value(words) for words in (details.name, details.phone, details.note) if words]
    return [*lines, tr.html("Your voice message: only Telegram has the sound.")] if details.voice else lines
