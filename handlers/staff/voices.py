"""Sentences read aloud: what is recorded in each language, what a recording says, and taking it away."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from handlers import problems
from handlers.context import Ctx
from handlers.screen import Screen
from handlers.staff import voices_screens as screens
from handlers.staff.voices_screens import MOST, Count, Recording
from locales.languages import LANGUAGES, Language
from locales.read_aloud import Spoken
from storage import people, sentences
from storage.engine import Tx
from storage.sentences import Clip

NOTHING: Mapping[str, Spoken] = {}


def language_of(ctx: Ctx, code: str) -> Language | None:
    """A language that has sentences of its own; others hear those of the language they read."""
    known = LANGUAGES.get(code)
    return known if known and known.catalogue == code and code in ctx.services.languages.translators else None


def spoken_in(ctx: Ctx, code: str) -> Mapping[str, Spoken]:
    """What can be read aloud in a language as residents read it now."""
    return ctx.services.languages.translators.spoken(code) if language_of(ctx, code) else NOTHING


async def overview(ctx: Ctx, tx: Tx) -> Screen:
    """Which language?"""
    every = await sentences.every_clip(tx)
    known = filter(None, (language_of(ctx, code) for code in ctx.services.languages.translators))
    counted = [(language, sum(clip.language == language.code for clip in every)) for language in known]
    return screens.choose(ctx.tr, counted, len(await sentences.clips_of(tx, ctx.person.id)))


async def language(ctx: Ctx, tx: Tx, language: str) -> Screen:
    """How much of a language can be listened to, and what cannot be read aloud at all."""
    known = language_of(ctx, language)
    if known is None:
        return await gone(ctx, tx)
    clips, spoken = await sentences.clips_in(tx, language), spoken_in(ctx, language)
    recorded = sum(said_now(clip, spoken) for clip in clips.values())
    others = ctx.services.languages.translators.shelf.fixed(language).others
    return screens.language(ctx.tr, known, Count(recorded, len(spoken), len(clips) - recorded, others))


def said_now(clip: Clip, spoken: Mapping[str, Spoken]) -> bool:
    """Whether a recording says what residents read now."""
    return clip.sentence in spoken and spoken[clip.sentence].version == clip.version


async def gone(ctx: Ctx, tx: Tx) -> Screen:
    """There is no such language, or no such recording any more."""
    return problems.no_longer(ctx.tr, await overview(ctx, tx))


async def recordings(ctx: Ctx, tx: Tx, language: str, page: str) -> Screen:
    """What is recorded in a language, in the order people meet it."""
    known = language_of(ctx, language)
    if known is None:
        return await gone(ctx, tx)
    spoken, clips = spoken_in(ctx, language), await sentences.clips_in(tx, language)
    ordered = [*(clips[name] for name in spoken if name in clips), *(clips[name] for name in clips.keys() - spoken)]
    found = _recordings(ctx, ordered)
    return screens.recordings(ctx.tr, found, f"voices:{language}", _number(page, len(found)), known.own_name)


async def mine(ctx: Ctx, tx: Tx, page: str = "0") -> Screen:
    """What she has recorded herself, in every language."""
    found = _recordings(ctx, await sentences.clips_of(tx, ctx.person.id))
    return screens.mine(ctx.tr, found, _number(page, len(found)))


def _number(page: str, of: int) -> int:
    """The page that is asked for, or the last there is."""
    last = max(of - 1, 0) // MOST
    return min(int(page), last) if page.isascii() and page.isdigit() and len(page) < MOST else 0


def _recordings(ctx: Ctx, clips: Iterable[Clip]) -> list[Recording]:
    clips = list(clips)
    spoken = {code: spoken_in(ctx, code) for code in {"da", *(clip.language for clip in clips)}}
    return [_recording(clip, spoken[clip.language], spoken["da"]) for clip in clips]


def _one(ctx: Ctx, clip: Clip) -> Recording:
    return _recordings(ctx, [clip])[0]


def _recording(clip: Clip, spoken: Mapping[str, Spoken], danish: Mapping[str, Spoken]) -> Recording:
    words = danish[clip.sentence].words if clip.sentence in spoken and clip.sentence in danish else ""
    own_name = LANGUAGES[clip.language].own_name
    return Recording(clip, own_name, spoken.get(clip.sentence), words, said_now(clip, spoken))


def in_danish(ctx: Ctx, one: Spoken | None) -> str:
    """The same sentence as a Dane reads it."""
    danish = spoken_in(ctx, "da").get(one.name) if one else None
    return danish.words if danish else ""


async def recording(ctx: Ctx, tx: Tx, clip: str) -> Screen:
    """One recording: what it says, and who read it."""
    found = await find(tx, clip)
    if found is None:
        return await gone(ctx, tx)
    whose = await people.member(tx, found.staff)
    name = whose.staff.name if whose and whose.staff else None
    return screens.recording(ctx.tr, _one(ctx, found), name)


async def hear(ctx: Ctx, tx: Tx, clip: str) -> Screen:
    """Listen to a recording."""
    found = await find(tx, clip)
    voice = found and await sentences.voice_of(tx, found.id)
    return Screen("", voices=(voice,)) if voice else await gone(ctx, tx)


async def ask_away(ctx: Ctx, tx: Tx, clip: str) -> Screen:
    """The first tap of two that take a recording away."""
    found = await find(tx, clip)
    return await gone(ctx, tx) if found is None else screens.ask_away(ctx.tr, _one(ctx, found))


async def take_away(ctx: Ctx, tx: Tx, clip: str) -> Screen:
    """Residents do not hear it any more; the sentence can be recorded again."""
    found = await find(tx, clip)
    if found is None or not await sentences.drop_clip(tx, found.id):
        return await gone(ctx, tx)
    return replace(await language(ctx, tx, found.language), toast=ctx.tr.text("The recording is taken away."))


async def ask_all_away(ctx: Ctx, tx: Tx) -> Screen:
    """The first tap of two that take away all she has recorded."""
    own = len(await sentences.clips_of(tx, ctx.person.id))
    return screens.ask_all_away(ctx.tr, own) if own else await gone(ctx, tx)


async def take_all_away(ctx: Ctx, tx: Tx) -> Screen:
    """Residents hear her no more."""
    taken = await sentences.drop_clips_of(tx, ctx.person.id)
    if not taken:
        return await gone(ctx, tx)
    said = ctx.tr.ntext("{n} recording is taken away.", "{n} recordings are taken away.", taken)
    return replace(await overview(ctx, tx), toast=said)


async def find(tx: Tx, clip: str) -> Clip | None:
    """A recording by its number; any text at all may be asked for."""
    fits = clip.isascii() and clip.isdigit() and len(clip) <= MOST
    return await sentences.find_clip(tx, int(clip)) if fits else None
