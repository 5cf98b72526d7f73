"""Listening: what colleagues have read aloud of a screen is one tap away from it."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.context import Ctx, Services
from handlers.screen import LONGEST_TAP, Button, Screen
from locales import Translator
from storage import sentences
from storage.engine import Tx

LISTEN = "listen:"


def with_listen(ctx: Ctx, screen: Screen) -> Screen:
    """The screen with a way to listen in front, where a sentence that stands on it was read aloud in her language."""
    return listened_to(ctx.services, screen, ctx.tr)


def listened_to(services: Services, screen: Screen, *readers: Translator) -> Screen:
    """The same for whoever may read it: what these have said on it, in the order of the text."""
    said = {one for tr in readers for one in _heard(services, screen, tr)}
    if not said:
        return screen
    listen = Button(readers[0].ptext("button", "🔊 Listen"), named([clip for _, clip in sorted(said)]))
    return replace(screen, rows=((listen,), *_without_listen(screen)))


def _heard(services: Services, screen: Screen, tr: Translator) -> list[tuple[int, int]]:
    """Where on the screen a sentence stands that was read aloud, and which recording says it."""
    clips = services.aloud.clips.get(tr.language.catalogue)
    if not clips or not tr.said or screen.aside:
        return []
    same = services.languages.translators.same
    said = ((screen.text.find(tr.whole(*one, same)), clips[one]) for one in tr.said if one in clips)
    return [(place, clip) for place, clip in said if place >= 0]


def _without_listen(screen: Screen) -> tuple[tuple[Button, ...], ...]:
    return tuple(row for row in screen.rows if not (row[0].data or "").startswith(LISTEN))


def named(clips: Sequence[int]) -> str:
    """What a button says that plays these: as many as it can carry, the first of the text first."""
    data = f"{LISTEN}{clips[0]}"
    for clip in clips[1:]:
        if len(longer := f"{data}.{clip}") > LONGEST_TAP:
            break
        data = longer
    return data


async def voices_of(ctx: Ctx, tx: Tx, data: str) -> tuple[str, ...]:
    """What is left to listen to of what a button names: what was taken away, or says other words now, is left out."""
    named = data.removeprefix(LISTEN).split(".")
    heard = {str(clip) for said in ctx.services.aloud.clips.values() for clip in said.values()}
    voices = [await sentences.voice_of(tx, int(clip)) for clip in dict.fromkeys(named) if clip in heard]
    return tuple(voice for voice in voices if voice)
