"""The sentences of a language go out to somebody who speaks it, as a sheet."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from bot.settings import Settings
from bot.wiring import services_of
from bot.words import desk_in, know, what_is_known
from documents.words_sheet import Line, forms_said, words_sheet
from handlers.words.staff_desk_screens import language_name
from handlers.words.staff_places import limit, note, places
from locales import Translator
from locales.checking import State
from locales.desk import Sentence
from locales.gate import limits_of
from locales.same_parts import example_of


async def export_words(settings: Settings, code: str, out: Path, pictures: Path | None) -> Path:
    """Write the sheet of a language; `pictures` is a folder with pictures of its screens."""
    services = services_of(settings)
    know(services, code)
    async with what_is_known(settings) as tx:
        desk = await desk_in(services, tx, code)
    tr = services.languages.staff
    waiting = desk.waiting()
    rest = [one for one in desk.sentences.values() if not one.open]
    lines = [line for one in (*waiting, *rest) for line in _lines(tr, one, pictures)]
    sheet = words_sheet(code, f"Nabobot · {language_name(tr, code)}", lines, rtl=desk.language.rtl)
    await asyncio.to_thread(out.write_bytes, sheet)
    return out


def _lines(tr: Translator, sentence: Sentence, pictures: Path | None) -> Iterator[Line]:
    """A row for each form; the English and the Danish one fit its number."""
    source = sentence.message.id if isinstance(sentence.message.id, tuple | list) else (sentence.message.id,)
    forms = len(sentence.words)
    for form, (words, said) in enumerate(zip(sentence.words, forms_said(forms), strict=True)):
        example = example_of(sentence.language, form) if forms > 1 else 1
        yield Line(
            english=source[min(example != 1, len(source) - 1)],
            danish=sentence.danish[min(example != 1, len(sentence.danish) - 1)] if sentence.danish else "",
            draft=words,
            state=_state(sentence),
            where=places(tr, sentence),
            note=note(sentence),
            limit=limit(tr, sentence, limits_of(sentence.language).button_characters),
            form=f"{said}: n = {example}" if said else "",
            key=sentence.key,
            version=sentence.version,
            picture=_picture(pictures, sentence) if form == 0 else None,
        )


def _picture(pictures: Path | None, sentence: Sentence) -> Path | None:
    if pictures is None:
        return None
    path = pictures / sentence.language.code / f"{sentence.key}.png"
    return path if path.is_file() else None


def _state(sentence: Sentence) -> str:
    important = "! " if sentence.sensitive and sentence.open else ""
    match sentence.state:
        case State.CHECKED:
            return f"tjekket · {sentence.check.by}" if sentence.check else "tjekket"
        case State.OUTDATED:
            return f"{important}ændret siden / changed since"
        case State.DRAFTED:
            return f"{important}kladde / draft"
    return f"{important}mangler / missing"
