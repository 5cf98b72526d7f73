"""Catalogues of a few sentences, written for one test."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.messages import Catalog

from locales import LANGUAGES, Languages
from locales.catalogues import path_of
from locales.extract import written

HOUSE = ZoneInfo("Europe/Copenhagen")
Said = Mapping[str | tuple[str, str], str | tuple[str, ...]]


@dataclass
class Catalogues:
    """A folder of catalogues."""

    folder: Path

    def write(self, code: str, said: Said, *, domain: str = "nabobot", context: str | None = None) -> None:
        """Write what a language says; a sentence it is not sure of ends in a question mark and " fuzzy"."""
        catalog = Catalog(locale=code)
        catalog.mime_headers = [("Plural-Forms", LANGUAGES[code].plural_forms)]
        for msgid, string in said.items():
            fuzzy = isinstance(string, str) and string.endswith("? fuzzy")
            catalog.add(msgid, string, flags=["fuzzy"] if fuzzy else [], context=context)
        path = path_of(self.folder, code, domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalog, code))

    def languages(self) -> Languages:
        return Languages.load(HOUSE, self.folder)
