"""Which languages are ready to be read, in which order they are shown, and whose translator is whose."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.messages import Catalog

from locales.catalogues import FOLDER, RESIDENTS, STAFF, compiled, path_of, read, untranslated, written_in
from locales.languages import LANGUAGES, Language
from locales.translator import Translator

# Dari and Moldovan have codes of their own on some phones; we write them as Persian and Romanian.
_ALSO_KNOWN_AS = {"prs": "fa", "mo": "ro"}


class CatalogueIncomplete(Exception):
    """A language that must be complete lacks sentences."""

    def __init__(self, language: str, missing: tuple[str, ...]) -> None:
        super().__init__(f"{language}: {len(missing)} sentences are not translated, the first is {missing[0]!r}")
        self.language = language
        self.missing = missing


@dataclass(frozen=True)
class Languages:
    """The languages of the house; `translators` has every one that has a catalogue, offered or not."""

    offered: tuple[Language, ...]
    translators: Mapping[str, Translator]
    staff: Translator
    known: tuple[Language, ...] = tuple(LANGUAGES.values())

    @classmethod
    def load(cls, zone: ZoneInfo, folder: Path | None = None) -> "Languages":
        """Read the catalogues; raise CatalogueIncomplete if the Danish ones are not."""
        residents = _residents(folder or FOLDER)
        staff = read(path_of(folder or FOLDER, "da", STAFF), "da")
        complete = [code for code in residents if code == "en" or not untranslated(residents[code], residents["en"])]
        if gaps := untranslated(residents["da"], residents["en"]) + untranslated(staff, staff):
            raise CatalogueIncomplete("da", gaps)
        translators = {code: Translator(LANGUAGES[code], compiled(words), zone) for code, words in residents.items()}
        staff_words = compiled(staff)
        staff_words.add_fallback(translators["da"].words)
        return cls(
            tuple(LANGUAGES[code] for code in complete),
            MappingProxyType(translators),
            Translator(LANGUAGES["da"], staff_words, zone),
        )

    def ordered(self, phone: str | None) -> tuple[Language, ...]:
        """Put the phone's language first, then Danish and English, then the others by their own names."""
        front = [_code_of(phone), "da", "en"]

        def rank(language: Language) -> tuple[int, str]:
            place = front.index(language.code) if language.code in front else len(front)
            return place, language.own_name.casefold()

        return tuple(sorted(self.offered, key=rank))

    def nearest(self, code: str | None) -> Translator:
        """Give the translator of an offered language, English for every other."""
        wanted = _code_of(code)
        return self.translator(wanted if any(wanted == language.code for language in self.offered) else "en")

    def translator(self, code: str) -> Translator:
        """Give the translator of a language that was once chosen, offered still or not; English if it has no words."""
        return self.translators.get(code) or self.translators["en"]


def _residents(folder: Path) -> dict[str, Catalog]:
    """Read the residents' catalogues; Danish and English are there even when nothing is written in them."""
    codes = [code for code in LANGUAGES if code in {"da", "en", *written_in(folder, RESIDENTS)}]
    return {code: read(path_of(folder, code, RESIDENTS), code) for code in codes}


def _code_of(tag: str | None) -> str:
    """Take the language from a tag such as "pt-br"."""
    first = re.split("[-_]", (tag or "").strip().lower())[0]
    return _ALSO_KNOWN_AS.get(first, first)
