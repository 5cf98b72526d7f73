"""One phone between two people who share no language: she reads, taps, and staff read her answer. Nothing is kept."""

from domain.access import Right, may
from domain.drafts import Draft
from handlers import forms
from handlers.context import Ctx
from handlers.forms import Form, Step, answered, choice
from handlers.incoming import Arrived
from handlers.listening import listened_to
from handlers.phrases import staff_book as book
from handlers.phrases import staff_sending
from handlers.phrases.saying import Blanks, said
from handlers.phrases.staff_blanks import OUT, STEPS, goes_on, phrase_of, read_out
from handlers.screen import Button, Screen, beside, column
from handlers.staff import menu
from locales.phrasebook import PHRASES, Phrase
from storage import drafts, messages
from storage.engine import Tx


async def begin(ctx: Ctx, tx: Tx) -> Screen:
    """From the card of a request, for that; from anywhere else, for whoever stands here."""
    place, _, code = (ctx.person.at or "").partition(":")
    if place == "case" and may(ctx.person, Right.TRIAGE):
        return await staff_sending.begin(ctx, tx, code.partition(":")[0])
    return await languages(ctx, tx)


async def languages(ctx: Ctx, tx: Tx) -> Screen:
    """Which language does she read? Each by its own name, so that she can point at it.

    Whoever points must not read of anybody else: pages with names and words are put away.
    """
    await messages.end_words(tx, ctx.person.id, ctx.now)
    text = ctx.tr.html("Which language does the person in front of you read? Nothing of this is kept.")
    offered = [Button(one.own_name, f"phrase:here:{one.code}") for one in ctx.services.languages.ordered(None)]
    return Screen(f"💬 {text}", (*beside(offered), *menu.way_home(ctx.tr)), at="phrase")


def _offered(ctx: Ctx, language: str) -> bool:
    return language in {one.code for one in ctx.services.languages.offered}


async def here(ctx: Ctx, tx: Tx, language: str) -> Screen:
    """What is it about?"""
    if not _offered(ctx, language):
        return await languages(ctx, tx)
    return book.situations(ctx, book.at_the_counter(ctx, language))


async def find(ctx: Ctx, tx: Tx, text: str, language: str, **place: str) -> Screen:
    """She typed a few letters, among the phrases or below an answer."""
    if not _offered(ctx, language):
        return await languages(ctx, tx)
    return book.searched(ctx, book.at_the_counter(ctx, language), text)


async def phrases(ctx: Ctx, tx: Tx, language: str, situation: str, page: str) -> Screen:
    """The phrases of a situation."""
    if not _offered(ctx, language):
        return await languages(ctx, tx)
    return book.phrases_or_situations(ctx, book.at_the_counter(ctx, language), situation, page)


async def say(ctx: Ctx, tx: Tx, language: str, phrase: str) -> Screen:
    """This one: its blanks, then the phone is turned around."""
    if phrase not in PHRASES or not _offered(ctx, language):
        return await here(ctx, tx, language)
    await messages.end_words(tx, ctx.person.id, ctx.now)
    return await forms.begin(ctx, tx, COUNTER, language=language, phrase=phrase)


async def show(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Her language alone, to read or to hear, with her answers; one way back for staff."""
    hers = ctx.services.noting(ctx.services.languages.translator(draft.answers["language"]))
    phrase = phrase_of(draft)
    buttons = [choice(draft, "answer", key, hers.ptext("button", label)) for key, label in phrase.answers.items()]
    back = choice(draft, "answer", OUT, ctx.tr.ptext("staff button", "➡️ Next phrase"))
    text = f"<b>{hers.value(said(hers, phrase, draft.secrets))}</b>"
    return listened_to(ctx.services, Screen(text, column(*buttons, back)), hers)


async def read(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """What she tapped."""
    if value in phrase_of(draft).answers:
        return answered(draft, "answer", value)
    return await read_out(ctx, tx, draft, value)


async def done(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Nothing of it is left but what stands on the phone."""
    await drafts.drop_draft(tx, ctx.person.id)
    language, phrase = draft.answers["language"], phrase_of(draft)
    if not goes_on(draft):
        return await here(ctx, tx, language)
    return _answer(ctx, language, phrase, draft.answers["answer"], draft.secrets)


async def look(ctx: Ctx, tx: Tx, language: str, phrase: str, answer: str) -> Screen:
    """The answer once more; what was filled in is gone."""
    found = PHRASES.get(phrase)
    if found is None or answer not in found.answers or not _offered(ctx, language):
        return await here(ctx, tx, language)
    return _answer(ctx, language, found, answer, {})


def _answer(ctx: Ctx, language: str, phrase: Phrase, answer: str, blanks: Blanks) -> Screen:
    tr = ctx.tr
    answer_label = tr.ptext("button", phrase.answers[answer])
    text = f"{tr.value(said(tr, phrase, blanks))}\n\n💬 <b>{tr.value(answer_label)}</b>"
    forward = Button(tr.ptext("staff button", "➡️ Next phrase"), f"phrase:here:{language}")
    again = Button(tr.ptext("staff button", "🔁 Show it again"), f"phrase:here:{language}:say:{phrase.key}")
    rows = (*column(forward, again), *menu.way_home(tr, "phrase"))
    return Screen(text, rows, at=f"phrase:here:{language}:said:{phrase.key}:{answer}")


COUNTER = Form("counter", (*STEPS, Step("answer", show, {Arrived.TAP: read}, goes_on)), done, Right.BE_STAFF)
