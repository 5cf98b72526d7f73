"""Which languages are ready to be read, in which order they are shown, and whose translator is whose."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from locales.catalogues import FOLDER, RESIDENTS, STAFF, compiled, path_of, read, untranslated, written_in
from locales.checking import Check
from locales.languages import LANGUAGES, Language
from locales.shelf import HouseShelf, Shelf
from locales.skimming import saying_all
from locales.translator import Translator

# Moldovan has a code of its own on some phones; we write it as Romanian.
_ALSO_KNOWN_AS = {"mo": "ro"}
# A phone in Afghanistan says Persian of there; we write it as Dari.
_OF_A_COUNTRY = {("fa", "af"): "prs"}


class CatalogueIncomplete(Exception):
    """A language that must be complete lacks sentences."""

    def __init__(self, language: str, missing: tuple[str, ...]) -> None:
        super().__init__(f"{language}: {len(missing)} sentences are not translated, the first is {missing[0]!r}")
        self.language = language
        self.missing = missing


@dataclass(frozen=True)
class Languages:
    """The languages of the house; `translators` has every one that has sentences, offered or not."""

    offered: tuple[Language, ...]
    translators: HouseShelf
    staff: Translator
    known: tuple[Language, ...] = tuple(LANGUAGES.values())

    @classmethod
    def load(cls, zone: ZoneInfo, folder: Path | None = None, *, programme: Path | None = None) -> "Languages":
        """Take the catalogues in; raise CatalogueIncomplete if the Danish ones are not.

        `programme` is the folder with the words of a programme in languages in which its file does not say them.
        """
        folder = folder or FOLDER
        source, staff = read(path_of(folder, "en", RESIDENTS), "en"), read(path_of(folder, "da", STAFF), "da")
        gaps = untranslated(read(path_of(folder, "da", RESIDENTS), "da"), source) + untranslated(staff, staff)
        if gaps:
            raise CatalogueIncomplete("da", gaps)
        # Danish and English are there even when nothing is written in them.
        written = {"da", "en", *written_in(folder, RESIDENTS)}
        codes = tuple(one.code for one in LANGUAGES.values() if one.catalogue in written)
        complete = {"da", "en", *saying_all(folder, written - {"da", "en"})}
        shelf, staff_words = Shelf(folder, zone, codes, programme), compiled(staff)
        staff_words.add_fallback(shelf["da"].words)
        offered = tuple(LANGUAGES[code] for code in codes if LANGUAGES[code].catalogue in complete)
        return cls(offered, HouseShelf(shelf), Translator(LANGUAGES["da"], staff_words, zone))

    def of_a_house(self, **same: str) -> "Languages":
        """The same languages for one house that has checked nothing yet; `same` are values that never change there."""
        return replace(self, translators=HouseShelf(self.translators.shelf, same))

    def learn(self, checks: Mapping[str, Mapping[str, Check]]) -> None:
        """Take what speakers of this house have checked, by language and the short name of the sentence."""
        self.translators.learn(checks)

    def ordered(self, phone: str | None) -> tuple[Language, ...]:
        """Put the phone's language first, then Danish and English, then the others by their own names."""
        front = [_code_of(phone), "da", "en"]

        def rank(language: Language) -> tuple[int, str]:
            place = front.index(language.code) if language.code in front else len(front)
            return place, language.own_name.casefold()

        return tuple(sorted(self.offered, key=rank))

    def of_the_area(self, spoken: Sequence[str]) -> tuple[Language, ...]:
        """Put Danish first, then what is spoken in the area, the most spoken first, and then the others."""
        front = ["da", *spoken]

        def rank(language: Language) -> int:
            return front.index(language.code) if language.code in front else len(front)

        return tuple(sorted(self.offered, key=rank))

    def nearest(self, code: str | None) -> Translator:
        """Give the translator of an offered language, English for every other."""
        wanted = _code_of(code)
        return self.translator(wanted if any(wanted == language.code for language in self.offered) else "en")

    def translator(self, code: str) -> Translator:
        """Give the translator of a language that was once chosen, offered still or not; English if it has no words."""
        return self.translators.get(code) or self.translators["en"]


def _code_of(tag: str | None) -> str:
    """Take the language from a tag such as "pt-br"."""
    first, *more = re.split("[-_]", (tag or "").strip().lower())
    for country in more:
        if (first, country) in _OF_A_COUNTRY:
            return _OF_A_COUNTRY[first, country]
    return _ALSO_KNOWN_AS.get(first, first)
