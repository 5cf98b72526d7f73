"""Staff's own words about a gathering or a session: in Danish, and by choice in other languages."""

from collections.abc import Mapping
from dataclasses import replace

from domain.gatherings import About, Detail, Texts
from handlers.context import Ctx
from handlers.gatherings import staff_plan
from handlers.gatherings import staff_plan_languages_screens as screens
from handlers.gatherings.reading_help import tell_words_came
from handlers.gatherings.staff_plan_words import TITLE, Find, back
from handlers.gatherings.staff_plan_words_screens import too_long
from handlers.gatherings.staff_planner import Planned, again, keep_about
from handlers.screen import Screen
from locales import clean
from storage import gatherings
from storage.engine import Tx

DANISH = "da"
WORDS_TITLE = "title"
DETAIL = 300


async def languages(find: Find, ctx: Ctx, tx: Tx, code: str) -> Screen:
    """In which language?"""
    planned = await find(ctx, tx, code)
    if planned is None:
        return await staff_plan.gone(ctx, tx)
    wanted = await gatherings.wanted_languages(tx, planned.gathering.id)
    others = [one for one in ctx.services.languages.known if one.code != DANISH]
    offered = [one for one in others if one in ctx.services.languages.offered or one.code in wanted]
    return screens.languages(ctx, planned, offered, wanted)


async def fields(find: Find, ctx: Ctx, tx: Tx, code: str, language: str) -> Screen:
    """Which words, in this language?"""
    planned = await find(ctx, tx, code)
    if planned is None or not _known(ctx, language):
        return await staff_plan.gone(ctx, tx)
    return await _fields(ctx, tx, planned, language)


def _known(ctx: Ctx, language: str) -> bool:
    return language in {one.code for one in ctx.services.languages.known}


async def _fields(ctx: Ctx, tx: Tx, planned: Planned, language: str, said: str | None = None) -> Screen:
    wanted = await gatherings.wanted_languages(tx, planned.gathering.id)
    return screens.fields(ctx, planned, language, waits=language in wanted, said=said)


async def ask(find: Find, ctx: Ctx, tx: Tx, code: str, language: str, detail: str) -> Screen:
    """What are the words?"""
    planned = await find(ctx, tx, code)
    if planned is None or not _known(ctx, language) or not _is_field(detail):
        return await staff_plan.gone(ctx, tx)
    return screens.ask(ctx, planned, language, detail)


def _is_field(detail: str) -> bool:
    return detail in (WORDS_TITLE, *Detail)


async def typed(find: Find, ctx: Ctx, tx: Tx, text: str, code: str, language: str, detail: str) -> Screen:
    """These are the words."""
    planned = await find(ctx, tx, code)
    if planned is None or not _known(ctx, language) or not _is_field(detail):
        return await staff_plan.gone(ctx, tx)
    most = TITLE if detail == WORDS_TITLE else DETAIL
    words = clean(text, most + 1)
    if not words or len(words) > most:
        return screens.ask(ctx, planned, language, detail, too_long(ctx.tr, most))
    return await _keep(ctx, tx, planned, language, detail, " ".join(words.split()))


async def remove(find: Find, ctx: Ctx, tx: Tx, code: str, language: str, detail: str) -> Screen:
    """No words after all; without the Danish ones the others go too."""
    planned = await find(ctx, tx, code)
    if planned is None or not _known(ctx, language) or not _is_field(detail):
        return await staff_plan.gone(ctx, tx)
    return await _keep(ctx, tx, planned, language, detail, None)


async def _keep(ctx: Ctx, tx: Tx, planned: Planned, language: str, detail: str, words: str | None) -> Screen:
    about = _with(planned.about, language, detail, words)
    await keep_about(tx, planned, about)
    now = await again(ctx, tx, planned)
    if language == DANISH:
        lost = _in_others(planned.about, detail) - _in_others(about, detail)
        return await back(ctx, tx, now, screens.write_anew(ctx.tr) if lost else None)
    if _complete(now, language):
        await tell_words_came(tx, ctx, now.gathering, language)
    return await _fields(ctx, tx, now, language, screens.noted(ctx.tr))


def _with(about: About, language: str, detail: str, words: str | None) -> About:
    if detail == WORDS_TITLE:
        title = _texts(about.title, language, words)
        # A title of its own stands in place of the theme.
        return replace(about, title=title, theme=None if title else about.theme)
    return replace(
        about, details={**about.details, Detail(detail): _texts(about.details.get(Detail(detail), {}), language, words)}
    )


def _in_others(about: About, detail: str) -> frozenset[str]:
    """The languages beside Danish in which there are words."""
    texts = about.title if detail == WORDS_TITLE else about.details.get(Detail(detail), {})
    return frozenset(texts) - {DANISH}


def _texts(texts: Texts, language: str, words: str | None) -> Texts:
    """The words with these among them; where the Danish ones change, what was said of the old ones goes."""
    if language == DANISH:
        return texts if words == texts.get(DANISH) else {DANISH: words} if words else {}
    left = {code: text for code, text in texts.items() if code != language}
    return left if words is None else {**left, language: words}


def _complete(planned: Planned, language: str) -> bool:
    """Whether nothing of it is left that can be read in Danish only."""
    abouts = (planned.gathering.about, *(one.about for one in planned.gathering.standing))
    return all(language in texts for about in abouts for texts in own_texts(about).values())


def own_texts(about: About) -> Mapping[str, Texts]:
    """What staff wrote in their own words, by detail."""
    every = {WORDS_TITLE: about.title, **{one.value: about.details.get(one, {}) for one in Detail}}
    return {detail: texts for detail, texts in every.items() if texts.get(DANISH)}


async def ready(find: Find, ctx: Ctx, tx: Tx, code: str, language: str) -> Screen:
    """What there is now is what there will be: whoever asked for it is told."""
    planned = await find(ctx, tx, code)
    if planned is None or not _known(ctx, language):
        return await staff_plan.gone(ctx, tx)
    told = await tell_words_came(tx, ctx, planned.gathering, language)
    return await back(ctx, tx, planned, screens.told(ctx.tr, told))
