"""The catalogues on their shelf: one is read when somebody first reads in its language, and kept from then on."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from gettext import GNUTranslations
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.messages import Catalog
from babel.messages.catalog import Message

from locales.catalogues import RESIDENTS, compiled, messages, path_of, read, strings_of
from locales.checking import WRITTEN_HERE, Check, State, is_sensitive, name_in, short_name, state_of, words_of
from locales.languages import LANGUAGES
from locales.marks import isolated
from locales.programme_words import in_danish
from locales.read_aloud import Fixed, Spoken
from locales.translator import PROGRAMME, Translator

# The language of the sentences themselves.
SOURCE = "en"
NOTHING: Mapping[str, Check] = {}


class Shelf(Mapping[str, Translator]):
    """A translator for every language that has sentences, offered or not."""

    def __init__(self, folder: Path, zone: ZoneInfo, codes: tuple[str, ...], programme: Path | None = None) -> None:
        self._folder, self._zone, self._codes, self._programme = folder, zone, codes, programme
        self._made: dict[str, Translator] = {}
        # Whoever goes through a language asks for it again and again; two at a time are as many as do.
        self.drafts = lru_cache(maxsize=2)(self._drafts)
        self._fixed: dict[str, Fixed] = {}

    def __getitem__(self, code: str) -> Translator:
        if code not in self._codes:
            raise KeyError(code)
        if code not in self._made:
            self._made[code] = self.translator(code, NOTHING)
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def translator(self, code: str, checks: Mapping[str, Check]) -> Translator:
        """A translator as a house reads that has checked so much."""
        return Translator(LANGUAGES[code], self._words(LANGUAGES[code].catalogue, checks), self._zone)

    def catalogue(self, code: str) -> Catalog:
        """What the catalogue of a language says, before anything is made of it."""
        return read(path_of(self._folder, code, RESIDENTS), code)

    def fixed(self, code: str) -> Fixed:
        """What of a catalogue is always said alike; chosen when somebody first asks, and kept from then on."""
        if code not in self._fixed:
            self._fixed[code] = Fixed.of(self._said(code))
        return self._fixed[code]

    def _said(self, code: str) -> Catalog:
        """What a catalogue says; in the language of the sentences themselves it need say nothing."""
        catalogue = self.catalogue(code)
        for message in messages(catalogue) if code == SOURCE else ():
            message.string = message.string or message.id
        return catalogue

    def programme(self, code: str) -> Catalog:
        """What the programme's own catalogue of a language says."""
        return Catalog(locale=code) if self._programme is None else read(self._programme / f"{code}.po", code)

    def _drafts(self, code: str) -> tuple[Catalog, Catalog]:
        """What program and programme say in a language, before anything is made of it; it is for reading alone."""
        return self.catalogue(code), self.programme(code)

    @cached_property
    def in_danish(self) -> Mapping[str, tuple[str, ...]]:
        """What every sentence is in Danish, by its short name."""
        said = {name_in(message): strings_of(message) for message in messages(self._danish)}
        file = self._programme and self._programme.with_suffix(".toml")
        tables = tomllib.loads(file.read_text("utf-8")) if file and file.exists() else {}
        return {**said, **{short_name(PROGRAMME, one): (danish,) for one, danish in in_danish(tables).items()}}

    def _words(self, code: str, checks: Mapping[str, Check]) -> GNUTranslations:
        catalogues = (self.catalogue(code), self.programme(code))
        if code not in WRITTEN_HERE:
            for catalogue in catalogues:
                self._as_served(catalogue, checks)
        words, programme = map(compiled, catalogues)
        words.add_fallback(programme)
        return words

    def _as_served(self, catalogue: Catalog, checks: Mapping[str, Check]) -> None:
        """A speaker's own words for the draft; and beside a draft of what must not be misread, the Danish sentence."""
        for message in messages(catalogue):
            served = words_of(message, checks)
            if state_of(message, checks) is State.CHECKED:
                message.flags.discard("fuzzy")
            elif is_sensitive(message):
                served = tuple(self._beside(message, words) for words in served)
            message.string = served if message.pluralizable else served[0]

    def _beside(self, message: Message, words: str) -> str:
        danish = self._danish.get(message.id, message.context)
        own = strings_of(danish)[-1] if danish else ""
        gap = "\n\n" if "\n" in own else "\n"
        return f"{words}{gap}{isolated(own)}" if words and own else words

    @cached_property
    def _danish(self) -> Catalog:
        return self.catalogue("da")


class HouseShelf(Mapping[str, Translator]):
    """The same shelf as one house reads it: what its own speakers have checked or put otherwise counts here alone."""

    def __init__(self, shelf: Shelf, same: Mapping[str, str] | None = None) -> None:
        self.shelf = shelf
        # The values of sentences that never change in this house, such as its name.
        self.same = same or {}
        self.checks: Mapping[str, Mapping[str, Check]] = {}
        self._made: dict[str, Translator] = {}

    def __getitem__(self, code: str) -> Translator:
        checks = self.checks.get(LANGUAGES[code].catalogue) if code in self.shelf else None
        if not checks:
            return self.shelf[code]
        if code not in self._made:
            self._made[code] = self.shelf.translator(code, checks)
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.shelf)

    def __len__(self) -> int:
        return len(self.shelf)

    def spoken(self, code: str) -> dict[str, Spoken]:
        """What can be read aloud in a language as it is served here now, in the order people meet it."""
        return self.shelf.fixed(code).spoken(self.checks.get(code, NOTHING), self.same)

    def learn(self, checks: Mapping[str, Mapping[str, Check]]) -> None:
        """Take what has been checked, by language and sentence; a language is read anew when it is next needed."""
        same = {code for code in self._made if checks.get(LANGUAGES[code].catalogue) == self._of(code)}
        self.checks, self._made = checks, {code: self._made[code] for code in same}

    def _of(self, code: str) -> Mapping[str, Check] | None:
        return self.checks.get(LANGUAGES[code].catalogue)
