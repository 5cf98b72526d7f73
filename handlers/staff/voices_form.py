"""Reading aloud, one sentence after another: it is shown, recorded, played back, and kept only after her yes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.access import Right
from domain.drafts import Draft
from handlers import forms
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.forms import Form, Read, Step, answered, reopened, without
from handlers.incoming import Arrived
from handlers.screen import Screen
from handlers.staff import voices
from handlers.staff import voices_screens as screens
from locales.read_aloud import Spoken
from storage import drafts, sentences
from storage.engine import Tx
from storage.sentences import Clip

YES, AGAIN, SKIP = "yes", "again", "skip"


def to_read(spoken: Mapping[str, Spoken], clips: Mapping[str, Clip], skipped: Collection[str] = ()) -> Spoken | None:
    """The sentence to read next: what was recorded with other words first, then what people meet first."""
    left = [
        one
        for one in spoken.values()
        if one.name not in skipped and not (one.name in clips and clips[one.name].version == one.version)
    ]
    return next((one for one in left if one.name in clips or one.former in clips), left[0] if left else None)


async def record(ctx: Ctx, tx: Tx, language: str) -> Screen:
    """Begin with the next sentence of a language."""
    return await _next(ctx, tx, language, [], told=await _was_told(ctx, tx))


async def record_again(ctx: Ctx, tx: Tx, clip: str) -> Screen:
    """One sentence that is recorded already, once more."""
    found = await voices.find(tx, clip)
    one = voices.spoken_in(ctx, found.language).get(found.sentence) if found else None
    if found is None or one is None:
        return await voices.gone(ctx, tx)
    return await _begin(ctx, tx, found.language, one, found, told=await _was_told(ctx, tx))


async def _was_told(ctx: Ctx, tx: Tx) -> bool:
    """Whoever has recorded something knows who hears it."""
    return bool(await sentences.clips_of(tx, ctx.person.id))


async def _next(ctx: Ctx, tx: Tx, language: str, skipped: Sequence[str], *, told: bool) -> Screen:
    """The next sentence, or how far the language is when nothing is left."""
    clips = await sentences.clips_in(tx, language)
    one = to_read(voices.spoken_in(ctx, language), clips, skipped)
    if one is None:
        return await voices.language(ctx, tx, language)
    return await _begin(ctx, tx, language, one, clips.get(one.name), told=told, skipped=[*skipped])


async def _begin(ctx: Ctx, tx: Tx, language: str, one: Spoken, was: Clip | None, *, told: bool, **more: Any) -> Screen:
    answers = {"language": language, "sentence": one.name, "version": one.version, "replaces": was and was.id, **more}
    return await forms.begin(ctx, tx, RECORDING, **answers, **({"told": True} if told else {}))


def _sentence(ctx: Ctx, draft: Draft) -> Spoken | None:
    return voices.spoken_in(ctx, draft.answers["language"]).get(draft.answers["sentence"])


async def ask_told(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Who hears it, and where the sound lies."""
    return screens.told(ctx.tr, draft)


async def tap_told(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft:
    """She agrees."""
    return answered(draft, "told", True) if value == YES else draft


async def ask_read(ctx: Ctx, tx: Tx, draft: Draft, problem: str | None = None) -> Screen:
    """The sentence."""
    one = _sentence(ctx, draft)
    return screens.read(ctx.tr, draft, one, voices.in_danish(ctx, one), problem)


async def tap_read(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft:
    """She leaves it to somebody else."""
    return answered(answered(draft, "read", False), "keep", SKIP) if value == SKIP else draft


async def read_voice(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Her recording of the words she was shown; of others it is none."""
    one = _sentence(ctx, draft)
    if one is None:
        return draft
    if one.version != draft.answers["version"]:
        return await _put_otherwise(ctx, tx, draft, one)
    return answered(draft, "read", True, voice=value)


async def _put_otherwise(ctx: Ctx, tx: Tx, draft: Draft, one: Spoken) -> Screen:
    """The words have changed since they were shown: here they are as they are now."""
    fresh = answered(reopened(without(draft, "voice"), "read", "keep"), "version", one.version)
    await drafts.save_draft(tx, ctx.person.id, replace(fresh, step="read"), ctx.now)
    problem = ctx.tr.html("The sentence was changed meanwhile. This is how it reads now:")
    return await ask_read(ctx, tx, fresh, problem)


async def ask_keep(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Her recording, played back; after a day it is not remembered any more, and the sentence is shown again."""
    if "voice" not in draft.secrets:
        return await ask_read(ctx, tx, draft)
    one = _sentence(ctx, draft)
    return screens.keep(ctx.tr, draft, one, voices.in_danish(ctx, one))


async def tap_keep(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """She keeps it, records it again, or leaves it."""
    one = _sentence(ctx, draft)
    if value == SKIP or (value == YES and one is None):
        return answered(draft, "keep", SKIP)
    if value == AGAIN or (value == YES and "voice" not in draft.secrets):
        return reopened(without(draft, "voice"), "read")
    if value == YES and one is not None and one.version != draft.answers["version"]:
        return await _put_otherwise(ctx, tx, draft, one)
    return answered(draft, "keep", YES) if value == YES else draft


async def _done(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Kept or left: on to the next one."""
    if draft.answers["keep"] == SKIP:
        return await _go_on(ctx, tx, draft, draft.answers["sentence"])
    if await _kept(ctx, tx, draft):
        return replace(await _go_on(ctx, tx, draft), toast=ctx.tr.text("Residents can listen to it now."))
    said = ctx.tr.html("A colleague has recorded this sentence meanwhile. Hers is kept.")
    following = await _go_on(ctx, tx, draft)
    return replace(following, text=f"{said}\n\n{following.text}")


async def _go_on(ctx: Ctx, tx: Tx, draft: Draft, *skipped: str) -> Screen:
    """The next sentence; whoever wanted to record one alone sees what is recorded."""
    language = draft.answers["language"]
    await drafts.drop_draft(tx, ctx.person.id)
    if "skipped" in draft.answers:
        return await _next(ctx, tx, language, [*draft.answers["skipped"], *skipped], told=True)
    return await voices.recordings(ctx, tx, language, "0")


async def _kept(ctx: Ctx, tx: Tx, draft: Draft) -> bool:
    """Keep her recording, unless somebody else has recorded the sentence since it was shown to her."""
    language, sentence, version = (draft.answers[name] for name in ("language", "sentence", "version"))
    clips, one = await sentences.clips_in(tx, language), _sentence(ctx, draft)
    there = clips.get(sentence)
    # One that a colleague made of other words, before these were changed, says nothing to anybody any more.
    if there and there.version == version and there.id != draft.answers["replaces"]:
        return False
    await sentences.keep_clip(tx, language, sentence, version, draft.secrets["voice"], me(ctx).id, ctx.now)
    if one and one.former in clips:
        await sentences.drop_clip(tx, clips[one.former].id)
    return True


async def read_words(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Screen:
    """She writes."""
    said = ctx.tr.html("That was text. Hold the microphone down while you read the sentence aloud.")
    return await ask_read(ctx, tx, draft, said)


async def read_picture(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Screen:
    """She sends a picture or a film, which goes out of the chat as everywhere."""
    said = ctx.tr.html("That was a picture or a video. Hold the microphone down while you read the sentence aloud.")
    return replace(await ask_read(ctx, tx, draft, said), forget=True, fresh=True)


async def read_other(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Screen:
    """She sends a sticker, a round video, a sound file."""
    said = ctx.tr.html(
        "Only a voice message can be used, no round video and no file. Hold the microphone down while you read aloud."
    )
    return await ask_read(ctx, tx, draft, said)


async def wait(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft:
    """She reads aloud before she has read who hears it."""
    return draft


_ELSE: Mapping[Arrived, Read] = {
    Arrived.TYPED: read_words,
    Arrived.PICTURE: read_picture,
    Arrived.CONTACT: read_other,
    Arrived.OTHER: read_other,
}
RECORDING = Form(
    "recording",
    (
        Step("told", ask_told, {Arrived.TAP: tap_told, Arrived.VOICE: wait}),
        Step("read", ask_read, {Arrived.TAP: tap_read, Arrived.VOICE: read_voice, **_ELSE}),
        Step("keep", ask_keep, {Arrived.TAP: tap_keep, Arrived.VOICE: read_voice}),
    ),
    _done,
    Right.VOICES,
)
