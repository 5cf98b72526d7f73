"""The words desk: every sentence of a language beside the Danish one, with how far it is to be trusted."""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from babel.messages.catalog import Message

from locales.catalogues import messages, source_of
from locales.checking import (
    Check,
    State,
    check_of,
    is_sensitive,
    name_in,
    state_of,
    version_of,
    words_of,
)
from locales.faults import Fault
from locales.gate import faults_of, texts_of, topics_of
from locales.languages import LANGUAGES, Language
from locales.marks import typed
from locales.plain_language import TOPICS
from locales.shelf import Shelf
from locales.translator import PROGRAMME

Checks = Mapping[str, Check]
# What stands in front of the first word and behind the last one.
_ENDS = re.compile(r"^\s*|\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as a speaker gets to see it; `danish` has as many forms as Danish has."""

    key: str
    language: Language
    message: Message
    danish: tuple[str, ...]
    words: tuple[str, ...]
    state: State | None
    check: Check | None

    @property
    def source(self) -> str:
        """The English sentence, of a plural the one for one."""
        return source_of(self.message)

    @property
    def version(self) -> str:
        """A short name of the words that are served now."""
        return version_of(self.message, self.words)

    @property
    def sensitive(self) -> bool:
        """Whether its draft must not stand alone."""
        return is_sensitive(self.message)

    @property
    def open(self) -> bool:
        """Whether somebody still has to read it."""
        return self.state is not State.CHECKED

    @property
    def of_the_programme(self) -> bool:
        """Whether the plan wrote it, and not the program."""
        return self.message.context == PROGRAMME

    def put(self, words: Sequence[str]) -> tuple[str, ...]:
        """Words that somebody wrote, beginning and ending as the sentence does."""
        front, back = _ENDS.findall(self.source)
        said = (typed(one).strip() for one in words)
        return tuple(f"{front}{one}{back}" if one else "" for one in said)


@dataclass(frozen=True, slots=True)
class Count:
    """How far a language is."""

    sentences: int
    checked: int
    drafted: int
    outdated: int
    missing: int


class Desk:
    """The sentences of one language, by their short names, as one house has checked them."""

    def __init__(self, shelf: Shelf, code: str, checks: Checks) -> None:
        self.language = LANGUAGES[code]
        catalogue, programme = shelf.drafts(code)
        every = (*messages(catalogue), *messages(programme))
        self._danish = shelf.in_danish
        self.sentences = {name_in(one): self._sentence(one, checks) for one in every}
        hers = (one.words[0] for one in self.sentences.values() if one.message.context == TOPICS)
        self._topics = next(filter(None, hers), "") or topics_of(catalogue, code)

    def _sentence(self, message: Message, checks: Checks) -> Sentence:
        key, words = name_in(message), words_of(message, checks)
        state: State | None = state_of(message, checks)
        if message.fuzzy and state is not State.CHECKED:
            # It was carried over from a sentence that was put otherwise.
            state = State.OUTDATED
        danish = self._danish.get(key, ())
        if self.language.code == "en":
            words = texts_of(message, "en")
        known = state if all(words) else None
        return Sentence(key, self.language, message, danish, words, known, check_of(message, checks))

    def count(self, *, programme: bool = False) -> Count:
        """How far it is, in the sentences of the program or in those of the plan."""
        return _count(one for one in self.sentences.values() if one.of_the_programme is programme)

    def waiting(self) -> list[Sentence]:
        """What is still to be read: what must not be misread first, then what is outdated, then the rest."""
        return sorted((one for one in self.sentences.values() if one.open), key=self._rank)

    def after(self, key: str) -> Sentence | None:
        """The next to be read after this one; after the last, the first again."""
        others = [one for one in self.waiting() if one.key != key]
        here = self.sentences.get(key)
        later = (one for one in others if here is not None and self._rank(one) > self._rank(here))
        return next(later, next(iter(others), None))

    def faults(self, sentence: Sentence, words: Sequence[str]) -> list[Fault]:
        """What is wrong with these words for this sentence, every fault once."""
        message = copy(sentence.message)
        message.string = tuple(words) if message.pluralizable else words[0]
        return list(dict.fromkeys(faults_of(message, self.language, self._topics)))

    def _rank(self, sentence: Sentence) -> tuple[bool, bool, str, str]:
        return not sentence.sensitive, sentence.state is not State.OUTDATED, sentence.source, sentence.key


def _count(sentences: Iterable[Sentence]) -> Count:
    states = [one.state for one in sentences]
    known = (states.count(state) for state in (State.CHECKED, State.DRAFTED, State.OUTDATED, None))
    return Count(len(states), *known)
