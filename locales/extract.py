"""Carry the sentences of the code into the catalogues: `python -m locales.extract [new language …]`.

The same code always gives the same files: no times, no line numbers, sorted by sentence.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import write_po

from locales.calls import calls_in
from locales.catalogues import FOLDER, RESIDENTS, STAFF, messages, path_of, read, written_in
from locales.languages import LANGUAGES

ROOMS = ("bot", "documents", "handlers", "locales")
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
    """Give a catalogue with the sentences the code has now and the translations it had before."""
    new = Catalog(locale=code)
    new.mime_headers = [("Plural-Forms", LANGUAGES[code].plural_forms)]
    for message in messages(asked):
        kept = old.get(message.id, message.context)
        fits = kept is not None and kept.pluralizable == message.pluralizable
        added = new.add(
            message.id,
            kept.string if kept and fits else None,
            locations=message.locations,
            flags=kept.flags if kept and fits else (),
            auto_comments=message.auto_comments,
            user_comments=kept.user_comments if kept else (),
            context=message.context,
        )
        added.flags.discard("python-format")
    return new


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
