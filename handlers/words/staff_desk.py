"""Checking translations in the chat: a member of staff who speaks a language reads one sentence after another."""

from collections.abc import Sequence
from dataclasses import replace

from domain.access import Right
from domain.drafts import Draft
from handlers import forms, problems
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.forms import Form, Step, answered
from handlers.incoming import Arrived
from handlers.screen import Screen
from handlers.words import staff_desk_screens as screens
from handlers.words.checks import checked, desk_of, to_check
from handlers.words.staff_faults import fault_words
from locales import clean
from locales.desk import Desk, Sentence
from locales.faults import Fault
from storage import drafts, sentences
from storage.engine import Tx

# Telegram carries no more in one message; a number of ours has no more figures.
LONGEST, LONGEST_NUMBER = 4_000, 12


async def _found(ctx: Ctx, tx: Tx, language: str, key: str) -> tuple[Desk, Sentence] | None:
    if language not in to_check(ctx.services):
        return None
    desk = await desk_of(ctx.services, tx, language)
    sentence = desk.sentences.get(key)
    return None if sentence is None else (desk, sentence)


async def choose(ctx: Ctx, tx: Tx) -> Screen:
    """Which language does she speak?"""
    return screens.choose(ctx.tr, to_check(ctx.services))


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await choose(ctx, tx))


async def overview(ctx: Ctx, tx: Tx, language: str) -> Screen:
    """How far this language is."""
    if language not in to_check(ctx.services):
        return await _gone(ctx, tx)
    return screens.overview(ctx.tr, await desk_of(ctx.services, tx, language))


async def look(ctx: Ctx, tx: Tx, language: str, key: str) -> Screen:
    """One sentence as it stands now."""
    found = await _found(ctx, tx, language, key)
    return await _gone(ctx, tx) if found is None else screens.one(ctx, found[1])


async def skip(ctx: Ctx, tx: Tx, language: str, key: str) -> Screen:
    """Not this one: the next."""
    found = await _found(ctx, tx, language, key)
    return await _gone(ctx, tx) if found is None else _onward(ctx, found[0], key)


async def pause(ctx: Ctx, tx: Tx, language: str, key: str) -> Screen:
    """How far the language is; she goes on from where she was, and what she skipped does not come first again."""
    found = await _found(ctx, tx, language, key)
    if found is None:
        return await _gone(ctx, tx)
    desk, sentence = found
    return screens.overview(ctx.tr, desk, following=sentence if sentence.open else desk.after(key))


def _onward(ctx: Ctx, desk: Desk, key: str, *, said: str | None = None, undo: int | None = None) -> Screen:
    """The next sentence; after the last one, how far the language is."""
    following = desk.after(key)
    if following is None:
        return screens.overview(ctx.tr, desk, said)
    return screens.one(ctx, following, said=said, undo=undo)


async def right(ctx: Ctx, tx: Tx, language: str, key: str, version: str) -> Screen:
    """It is right as it stands."""
    found = await _found(ctx, tx, language, key)
    if found is None or found[1].state is None:
        return await _gone(ctx, tx)
    desk, sentence = found
    if not sentence.open:
        return _onward(ctx, desk, key, said=_by_somebody(ctx, sentence))
    if sentence.version != version:
        return screens.one(ctx, sentence, said=_changed(ctx))
    return await _kept(ctx, tx, desk, sentence, sentence.words)


def _by_somebody(ctx: Ctx, sentence: Sentence) -> str:
    by = sentence.check.by if sentence.check else ""
    return ctx.tr.html("{name} has checked that one already.", name=by)


def _changed(ctx: Ctx) -> str:
    return ctx.tr.html("Somebody has put it otherwise meanwhile. This is how it stands now.")


async def _kept(ctx: Ctx, tx: Tx, desk: Desk, sentence: Sentence, words: Sequence[str]) -> Screen:
    """From now on she stands for it; residents read it so at the next tick."""
    check = await sentences.add_check(tx, checked(sentence, words, me(ctx).name, ctx.now))
    said = ctx.tr.html("Noted, in your name. Residents read it so from now on.")
    # She goes on from where she was: so the desk is the one from before.
    following = desk.after(sentence.key)
    if following is None:
        return screens.overview(ctx.tr, await desk_of(ctx.services, tx, desk.language.code), said, undo=check)
    return screens.one(ctx, following, said=said, undo=check)


async def undo(ctx: Ctx, tx: Tx, check: str) -> Screen:
    """The last one was a slip: what counted before counts again."""
    number = int(check) if check.isascii() and check.isdecimal() and len(check) <= LONGEST_NUMBER else 0
    taken = await sentences.take_back_check(tx, number, me(ctx).name, ctx.now)
    if taken is None:
        return await _gone(ctx, tx)
    found = await _found(ctx, tx, taken.language, taken.sentence)
    if found is None:
        return await _gone(ctx, tx)
    return screens.one(ctx, found[1], said=ctx.tr.html("Undone. It stands as it did before."))


async def write(ctx: Ctx, tx: Tx, language: str, key: str, version: str) -> Screen:
    """She knows a better way to say it."""
    found = await _found(ctx, tx, language, key)
    if found is None:
        return await _gone(ctx, tx)
    if found[1].version != version:
        return screens.one(ctx, found[1], said=_changed(ctx))
    return await forms.begin(ctx, tx, BETTER, language=language, key=key, version=version, given=0)


async def ask_words(ctx: Ctx, tx: Tx, draft: Draft, *, wrong: Sequence[Fault] = ()) -> Screen:
    """How does she say it?"""
    found = await _found(ctx, tx, draft.answers["language"], draft.answers["key"])
    if found is None:
        await drafts.drop_draft(tx, ctx.person.id)
        return await _gone(ctx, tx)
    said = [fault_words(ctx.tr, one) for one in wrong]
    return screens.write(ctx, found[1], draft.answers["given"], list(dict.fromkeys(said)))


async def read_words(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """What she wrote is kept only if nothing is wrong with it; of a plural each form is looked at by itself."""
    found = await _found(ctx, tx, draft.answers["language"], draft.answers["key"])
    words = clean(value, LONGEST)
    if found is None or not words:
        return await ask_words(ctx, tx, draft)
    desk, sentence = found
    form, forms_needed = draft.answers["given"], len(sentence.words)
    (said,) = sentence.put([words])
    wrong = desk.faults(sentence, [said] * forms_needed)
    if wrong:
        return await ask_words(ctx, tx, draft, wrong=wrong)
    given = replace(draft, answers={**draft.answers, "given": form + 1}, secrets={**draft.secrets, str(form): said})
    return answered(given, "words", True) if form + 1 == forms_needed else given


async def keep(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """All of it is said, and right."""
    await drafts.drop_draft(tx, ctx.person.id)
    found = await _found(ctx, tx, draft.answers["language"], draft.answers["key"])
    if found is None:
        return await _gone(ctx, tx)
    desk, sentence = found
    if sentence.version != draft.answers["version"]:
        return screens.one(ctx, sentence, said=_changed(ctx))
    return await _kept(ctx, tx, desk, sentence, [draft.secrets[str(form)] for form in range(len(sentence.words))])


BETTER = Form("words", (Step("words", ask_words, {Arrived.TYPED: read_words}),), keep, Right.WORDS)
