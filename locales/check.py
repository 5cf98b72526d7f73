"""Hold code and catalogues to the rules: `python -m locales.check` says each fault on a line and exits with 1."""

import sys
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.messages import Catalog
from babel.messages.catalog import Message

from locales import plain_language as plain
from locales.calls import faults_in
from locales.catalogues import (
    FOLDER,
    RESIDENTS,
    compiled,
    key_of,
    messages,
    path_of,
    read,
    source_of,
    strings_of,
    untranslated,
    written_in,
)
from locales.extract import BEGUN, sources, template, template_path, written
from locales.languages import LANGUAGES
from locales.same_parts import unequal_parts
from locales.translator import Translator


def faults(checkout: Path, folder: Path) -> Iterator[str]:
    """Go through the code, the templates and every catalogue."""
    for path in sources(checkout):
        yield from (f"{path.relative_to(checkout)}: {fault}" for fault in faults_in(path.read_text("utf-8")))
    for domain in BEGUN:
        asked = template(checkout, domain)
        if not _is_current(template_path(folder, domain), asked):
            yield f"{domain}.pot: not what the code says now; run python -m locales.extract"
        for code in written_in(folder, domain):
            catalog = read(path_of(folder, code, domain), code)
            yield from (f"{code}/{domain}.po: {fault}" for fault in catalogue_faults(catalog, asked, code, domain))


def catalogue_faults(catalog: Catalog, asked: Catalog, code: str, domain: str) -> Iterator[str]:
    """Say what is wrong with one catalogue; a language other than Danish may still be unfinished, and is hidden."""
    if set(map(key_of, messages(catalog))) != set(map(key_of, messages(asked))):
        yield "not the sentences of the code; run python -m locales.extract"
    if catalog.plural_forms != LANGUAGES[code].plural_forms:
        yield f"counts by {catalog.plural_forms!r}, not by {LANGUAGES[code].plural_forms!r}"
    gaps = untranslated(catalog, asked)
    if code == "da":
        yield from (f"{msgid!r}: missing or fuzzy" for msgid in gaps)
    for message in messages(catalog):
        yield from (f"{source_of(message)!r}: {fault}" for fault in unequal_parts(message, LANGUAGES[code]))
    yield from _word_faults(catalog, code)
    if domain == RESIDENTS:
        yield from _plain_faults(catalog, asked, code)


def hidden(folder: Path) -> Iterator[str]:
    """Say which languages are written but not ready to be read."""
    source = read(path_of(folder, "en", RESIDENTS), "en")
    for code in written_in(folder, RESIDENTS):
        gaps = untranslated(read(path_of(folder, code, RESIDENTS), code), source)
        if gaps and code not in {"da", "en"}:
            yield f"{code} is hidden: {len(gaps)} sentences missing or fuzzy, the first is {gaps[0]!r}"


def _is_current(path: Path, asked: Catalog) -> bool:
    return path.exists() and path.read_bytes() == written(asked, None)


def _texts(message: Message, code: str) -> tuple[str, ...]:
    """Give what a reader of the language sees; the English sentence is its own translation."""
    said = tuple(filter(None, strings_of(message)))
    own = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    return said or (own if code == "en" else ())


def _word_faults(catalog: Catalog, code: str) -> Iterator[str]:
    topics = plain.topics(Translator(LANGUAGES[code], compiled(catalog), ZoneInfo("UTC")))
    for message in messages(catalog):
        for text in _texts(message, code):
            found = plain.faults_anywhere(text, message.context or "", topics)
            yield from (f"{source_of(message)!r}: {fault}" for fault in found)


def _plain_faults(catalog: Catalog, asked: Catalog, code: str) -> Iterator[str]:
    """Hold what residents read to plain language; a comment "[long]" exempts a page that has to be longer."""
    limits = plain.LIMITS_OF.get(code, plain.LIMITS)
    screens: list[str] = []
    for message in messages(catalog):
        for text in _texts(message, code):
            found = list(plain.emoji_faults(text, limits))
            if message.context == "button":
                found += plain.button_faults(text, limits)
            elif not _is_long(message, asked):
                found += plain.screen_faults(text, limits)
                screens.append(text)
            yield from (f"{source_of(message)!r}: {fault}: {text!r}" for fault in found)
    yield from plain.average_fault(screens, limits)


def _is_long(message: Message, asked: Catalog) -> bool:
    written_for = asked.get(message.id, message.context)
    return written_for is not None and any(plain.LONG in comment for comment in written_for.auto_comments)


def main() -> int:
    for line in hidden(FOLDER):
        sys.stdout.write(f"{line}\n")
    found = sorted(set(faults(FOLDER.parent, FOLDER)))
    for line in found:
        sys.stderr.write(f"{line}\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
