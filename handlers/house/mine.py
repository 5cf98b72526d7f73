"""What we know about a person, all of it, in her own language."""

from collections.abc import Sequence

from domain.consent import Decision, Purpose
from domain.counselling import Details, Way
from domain.drafts import Draft
from domain.people import Person
from handlers.context import Ctx
from handlers.counselling.words import topic_name, way_name
from handlers.gatherings import known as gatherings_known
from handlers.gatherings import papers
from handlers.gatherings.arriving import DOOR
from handlers.gatherings.links import WHATS_ON
from handlers.gatherings.signing_up import SIGN_UP
from handlers.house.consents import standing
from handlers.house.kinds import kind_name
from handlers.house.mine_asked import about_request, own_words
from locales import Translator
from locales.tongues import own_name
from storage import consents, counselling, drafts, people, personal
from storage.engine import Tx


async def all_we_know(ctx: Ctx, tx: Tx) -> list[str]:
    """One line for each thing."""
    lines = _herself(ctx.tr, ctx.person, await people.name_of(tx, ctx.person.id))
    lines += _choices(ctx, await consents.decisions_of(tx, ctx.person.id))
    poster = await people.poster_of(tx, ctx.person.id)
    if poster:
        lines.append(await _came_from(ctx, tx, poster))
    first, last = await people.here_between(tx, ctx.person.id)
    lines.append(ctx.tr.html("You first wrote to us: {moment}", moment=ctx.tr.moment(first)))
    lines.append(ctx.tr.html("You were last here: {moment}", moment=ctx.tr.moment(last)))
    for request in await counselling.requests_by(tx, ctx.person.id):
        lines += await about_request(ctx, tx, request)
    lines += await gatherings_known.all_known(ctx, tx)
    draft = await drafts.draft_of(tx, ctx.person.id)
    return [*lines, *(await _begun(ctx, tx, draft) if draft else ()), *await _by_kind(ctx, tx)]


async def _by_kind(ctx: Ctx, tx: Tx) -> list[str]:
    """How much there is of every kind, told above or not: nothing of hers is kept that does not stand here."""
    tr, found = ctx.tr, await personal.everything_about(tx, ctx.person)
    lines = ["", f"<b>{tr.html('All of it, by kind. The details are in the data file.')}</b>"]
    for family in found.get("families", ()):
        lines.append(tr.html("Your family's code: {code}", code=family["code"]))
        if family["nickname"]:
            lines.append(tr.html("Among ourselves we call your family {name}.", name=family["nickname"]))
    counted = ((kind_name(tr, table), len(rows)) for table, rows in found.items())
    return [*lines, *(tr.html("{kind}: {n}", kind=kind, n=tr.number(n)) for kind, n in counted)]


async def _came_from(ctx: Ctx, tx: Tx, key: str) -> str:
    gathering = await papers.gathering_on(ctx, tx, key)
    if gathering is not None:
        return ctx.tr.html("You came from the poster {poster}.", poster=papers.name_of(ctx, gathering))
    if key.startswith(DOOR):
        return ctx.tr.html("You came with the code on our door.")
    if key == WHATS_ON:
        return ctx.tr.html("You came from one of our leaflets.")
    partner = ctx.programme.partner(key)
    if partner is None:
        return ctx.tr.html("You came from the poster {poster}.", poster=key)
    # Translators: {partner} stands in the middle of the sentence, such as "the school"; it handed out a small paper.
    return ctx.tr.html("You came with a slip from {partner}.", partner=ctx.tr.pick(partner.texts))


async def _begun(ctx: Ctx, tx: Tx, draft: Draft) -> list[str]:
    """What she has not sent yet: we keep it for her, so she may see it."""
    tr, answers = ctx.tr, draft.answers
    lines: list[str] = ["", tr.html("You have begun this, and not sent it:")]
    if answers.get("topic"):
        lines.append(topic_name(tr, ctx.programme, answers["topic"]))
    if answers.get("way"):
        lines.append(way_name(tr, Way(answers["way"])))
    if draft.form == SIGN_UP.name:
        lines += await gatherings_known.begun(ctx, tx, draft)
    return lines + own_words(tr, Details(*map(draft.secrets.get, ("name", "phone", "note", "voice"))))


def _herself(tr: Translator, person: Person, name: str | None) -> list[str]:
    lines: list[str] = [tr.html("Your number at Telegram: {number}", number=person.telegram_id)]
    if name:
        lines.append(tr.html("We call you {name}.", name=name))
    for code in filter(None, (person.language, person.wanted_language)):
        lines.append(tr.html("Language: {language}", language=own_name(tr, code)))
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
