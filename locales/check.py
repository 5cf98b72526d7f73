"""Hold code and catalogues to the rules: `python -m locales.check` says each fault on a line and exits with 1."""

import sys
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message

from locales import plain_language as plain
from locales.calls import faults_in
from locales.catalogues import (
    FOLDER,
    RESIDENTS,
    key_of,
    messages,
    path_of,
    read,
    source_of,
    untranslated,
    written_in,
)
from locales.counting import counted
from locales.extract import BEGUN, programmes, sources, template, template_path, written
from locales.faults import Fault, Kind
from locales.gate import faults_of, is_button, is_long, limits_of, texts_of, topics_of
from locales.languages import LANGUAGES
from locales.lix import AVERAGE, WORDS_TO_COUNT, lix, words_in
from locales.programme_words import template_of, words_beside


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
    topics = topics_of(catalog, code)
    for message in messages(catalog):
        long = _is_long(message, asked)
        found = faults_of(message, LANGUAGES[code], topics, residents=domain == RESIDENTS, long=long)
        yield from (f"{source_of(message)!r}: {fault}" for fault in found)
    if domain == RESIDENTS:
        yield from map(str, _on_the_whole(catalog, asked, code))


def hidden(folder: Path) -> Iterator[str]:
    """Say which languages are written but not ready to be read."""
    source = read(path_of(folder, "en", RESIDENTS), "en")
    for code in written_in(folder, RESIDENTS):
        gaps = untranslated(read(path_of(folder, code, RESIDENTS), code), source)
        if gaps and code not in {"da", "en"}:
            yield f"{code} is hidden: {len(gaps)} sentences missing or fuzzy, the first is {gaps[0]!r}"


def _is_current(path: Path, asked: Catalog) -> bool:
    return path.exists() and path.read_bytes() == written(asked, None)


def _on_the_whole(catalog: Catalog, asked: Catalog, code: str) -> Iterator[Fault]:
    """Whether all screens together are easy to read."""
    shown = [one for one in messages(catalog) if not is_button(one) and not _is_long(one, asked)]
    screens = [text for message in shown for text in texts_of(message, code)]
    yield from plain.average_fault(screens, limits_of(LANGUAGES[code]))
    enough = sum(len(words_in(text)) for text in screens) >= WORDS_TO_COUNT
    if code == "da" and enough and (number := lix(screens)) > AVERAGE:
        yield Fault(Kind.HARD, f"its screens are hard to read: LIX {number:.0f} on average, more than {AVERAGE:.0f}")


def _is_long(message: Message, asked: Catalog) -> bool:
    written_for = asked.get(message.id, message.context)
    return written_for is not None and is_long(written_for)


def programme_faults(programme: Path) -> Iterator[str]:
    """Go through the catalogues with a programme's own words; what they lack is shown in the words of its file."""
    tables = tomllib.loads(programme.read_text("utf-8"))
    for path in sorted(words_beside(programme).glob("*.po")):
        code = path.stem
        catalog, asked = read(path, code), template_of(tables, code)
        name = f"{path.parent.name}/{path.name}"
        if set(map(key_of, messages(catalog))) != set(map(key_of, messages(asked))):
            yield f"{name}: not the texts of the programme; run python -m locales.extract"
        for message in messages(catalog):
            found = faults_of(message, LANGUAGES[code], plain.NO_TOPICS)
            yield from (f"{name}: {source_of(message)!r}: {fault}" for fault in found)


def main() -> int:
    for line in (*hidden(FOLDER), *counted(FOLDER, programmes(FOLDER.parent))):
        sys.stdout.write(f"{line}\n")
    every = map(programme_faults, programmes(FOLDER.parent))
    found = sorted({*faults(FOLDER.parent, FOLDER), *chain.from_iterable(every)})
    for line in found:
        sys.stderr.write(f"{line}\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
