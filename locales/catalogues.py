"""Reading the catalogues: what each language says, and what it does not say yet."""

import io
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from locales.languages import LANGUAGES

RESIDENTS, STAFF = "nabobot", "staff"
FOLDER = Path(__file__).parent


def path_of(folder: Path, code: str, domain: str) -> Path:
    return folder / code / "LC_MESSAGES" / f"{domain}.po"


def written_in(folder: Path, domain: str) -> list[str]:
    """Name the languages that have a catalogue."""
    return [code for code in LANGUAGES if path_of(folder, code, domain).exists()]


def read(path: Path, code: str | None = None) -> Catalog:
    """Read one catalogue; one that does not exist is empty."""
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def messages(catalog: Catalog) -> Iterator[Message]:
    """Go through the sentences, leaving out the header."""
    return (message for message in catalog if message.id)


def source_of(message: Message) -> str:
    """Give the English sentence, of a plural the one for one."""
    return message.id if isinstance(message.id, str) else message.id[0]


def key_of(message: Message) -> tuple[str, str | None]:
    """Give what tells two sentences apart."""
    return source_of(message), message.context


def strings_of(message: Message) -> tuple[str, ...]:
    """Give the translation, of a plural every form."""
    return (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)


def untranslated(catalog: Catalog, source: Catalog) -> tuple[str, ...]:
    """List the sentences, the source's and its own, that a catalogue does not say or is not sure of."""
    asked = {key_of(message): None for message in (*messages(source), *messages(catalog))}
    return tuple(msgid for msgid, context in asked if not _said(catalog.get(msgid, context)))


def compiled(catalog: Catalog) -> GNUTranslations:
    """Make a catalogue fast to ask; fuzzy and empty sentences are left out."""
    file = io.BytesIO()
    write_mo(file, catalog)
    file.seek(0)
    return GNUTranslations(file)


def _said(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and all(strings_of(message))
