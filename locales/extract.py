"""Carry the sentences of code and programmes into the catalogues: `python -m locales.extract [new language …]`.

The same code always gives the same files: no times, no line numbers, sorted by sentence.
"""

import io
import sys
import tomllib
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.pofile import write_po

from locales.calls import calls_in
from locales.catalogues import FOLDER, RESIDENTS, STAFF, messages, path_of, read, source_of, strings_of, written_in
from locales.checking import as_former, name_in
from locales.languages import LANGUAGES
from locales.programme_words import template_of, words_beside

ROOMS = ("bot", "documents", "handlers", "locales")
# So much of a sentence must be left for it to be the same one, put otherwise.
ALIKE = 0.75
# What must be there, even before anything is written in it.
BEGUN = {RESIDENTS: ("da", "en"), STAFF: ("da",)}


def sources(checkout: Path) -> Iterator[Path]:
    """Go through the modules that may speak to people."""
    return (path for room in ROOMS for path in sorted((checkout / room).rglob("*.py")))


def domain_of(module: Path) -> str:
    """Say who reads the sentences of a module; what lies under a name that begins with "staff" is staff's."""
    return STAFF if any(part.startswith("staff") for part in module.parts) else RESIDENTS


def template(checkout: Path, domain: str) -> Catalog:
    """Gather the sentences of one catalogue from the code."""
    gathered = Catalog()
    for path in sources(checkout):
        module = path.relative_to(checkout)
        if domain_of(module) == domain:
            _add_module(gathered, module, path.read_text("utf-8"))
    return gathered


def renewed(old: Catalog, asked: Catalog, code: str) -> Catalog:
    """Give a catalogue with the sentences the code has now and the translations it had before.

    A sentence that was put otherwise keeps the translation of the old one, which is not served until somebody has
    looked at it, and what the old one was called: so that who checked it can be asked again.
    """
    new = Catalog(locale=code)
    new.mime_headers = [("Plural-Forms", LANGUAGES[code].plural_forms)]
    gone = [one for one in messages(old) if asked.get(one.id, one.context) is None and all(strings_of(one))]
    for message in messages(asked):
        kept = old.get(message.id, message.context)
        if kept is None or kept.pluralizable != message.pluralizable:
            _carry(new, message, _former(message, gone))
        else:
            _carry(new, message, kept, kept.flags, kept.user_comments)
    return new


def _carry(
    new: Catalog, asked: Message, kept: Message | None, flags: Iterable[str] = ("fuzzy",), comments: Iterable[str] = ()
) -> None:
    said = kept.string if kept else None
    if kept and "fuzzy" in flags and not comments:
        comments = [*kept.user_comments, as_former(name_in(kept))]
    added = new.add(
        asked.id,
        said,
        locations=asked.locations,
        flags=flags if kept else (),
        auto_comments=asked.auto_comments,
        user_comments=comments,
        context=asked.context,
    )
    added.flags.discard("python-format")


def _former(asked: Message, gone: list[Message]) -> Message | None:
    """What the sentence was before it was put otherwise, if it is still to be known by its words."""
    alike = {source_of(one): one for one in gone if (one.context, one.pluralizable) == _kind(asked)}
    found = get_close_matches(source_of(asked), alike, 1, ALIKE)
    return alike[found[0]] if found else None


def _kind(message: Message) -> tuple[str | None, bool]:
    return message.context, message.pluralizable


def written(catalog: Catalog, code: str | None) -> bytes:
    """Write a catalogue as it lies in its file."""
    file = io.BytesIO()
    file.write(_header(code).encode())
    write_po(file, catalog, width=0, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return file.getvalue().rstrip(b"\n") + b"\n"


def template_path(folder: Path, domain: str) -> Path:
    return folder / f"{domain}.pot"


def extract(checkout: Path, folder: Path, new_languages: tuple[str, ...] = ()) -> None:
    """Write the templates, and bring every catalogue up to them."""
    for domain, begun in BEGUN.items():
        asked = template(checkout, domain)
        template_path(folder, domain).write_bytes(written(asked, None))
        begun += new_languages if domain == RESIDENTS else ()
        for code in {*begun, *written_in(folder, domain)}:
            path = path_of(folder, code, domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(renewed(read(path, code), asked, code), code))
    for programme in programmes(checkout):
        _extract_programme(programme)


def programmes(checkout: Path) -> list[Path]:
    """The programme files that have catalogues beside them."""
    return [path for path in sorted((checkout / "programmes").glob("*.toml")) if words_beside(path).is_dir()]


def _extract_programme(programme: Path) -> None:
    tables = tomllib.loads(programme.read_text("utf-8"))
    for code in LANGUAGES:
        path = words_beside(programme) / f"{code}.po"
        if path.exists():
            path.write_bytes(written(renewed(read(path, code), template_of(tables, code), code), code))


def _add_module(gathered: Catalog, module: Path, source: str) -> None:
    for call in calls_in(source):
        if call.msgid:
            comments = [call.comment] if call.comment else []
            place = [(module.as_posix(), call.line)]
            added = gathered.add(call.msgid, locations=place, auto_comments=comments, context=call.context)
            added.flags.discard("python-format")


def _header(code: str | None) -> str:
    language = [f"Language: {code}"] if code else []
    plurals = [f"Plural-Forms: {LANGUAGES[code].plural_forms}"] if code else []
    fields = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit"]
    lines = "".join(f'"{field}\\n"\n' for field in (*language, *fields, *plurals))
    return f'msgid ""\nmsgstr ""\n{lines}\n'


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(LANGUAGES):
        raise SystemExit(f"not in the table of languages: {', '.join(sorted(unknown))}")
    extract(FOLDER.parent, FOLDER, tuple(sys.argv[1:]))
