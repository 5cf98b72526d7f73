"""Which sentences of a catalogue stand on a screen, found by what can be read there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from babel.messages.catalog import Message

from locales import Languages, Translator
from locales.catalogues import messages, source_of
from locales.checking import short_name
from locales.marks import TAG
from tests.conversations.test_plain_screens import Shown
from tests.town import plain

_HOLE = re.compile(r"\\\{\w+\\\}")
# With one of these every language comes to each of its forms.
NUMBERS = (0, 1, 2, 3, 5, 11, 100)


@dataclass(frozen=True)
class Spoken:
    """A sentence by its short name, and in English."""

    name: str
    english: str


@dataclass(frozen=True)
class Wording:
    """How a sentence is put in one language, and what finds it."""

    spoken: Spoken
    words: str
    pattern: re.Pattern[str]

    @property
    def is_fixed(self) -> bool:
        return "{" not in self.words


class Reading:
    """Reads screens in one language."""

    def __init__(self, tr: Translator, words: Languages) -> None:
        every = messages(words.translators.shelf.catalogue("en"))
        self._wordings = [one for message in every for one in _wordings(tr, message)]

    def standing_on(self, shown: Shown) -> tuple[Spoken, ...]:
        """The sentences of the text in their order, a longer one before what stands within it, then the buttons'."""
        labels = {plain(label) for label, _ in shown.buttons}
        inside, below = [], []
        for one in self._wordings:
            if one.is_fixed and one.words not in shown.text and one.words not in labels:
                continue
            if found := one.pattern.search(shown.text):
                inside.append((found.start(), -len(found[0]), one.spoken))
            if any(one.pattern.fullmatch(label) for label in labels):
                below.append(one.spoken)
        ordered = [spoken for *_, spoken in sorted(inside, key=lambda found: found[:2])]
        return tuple(dict.fromkeys([*ordered, *below]))


def _wordings(tr: Translator, message: Message) -> Iterator[Wording]:
    spoken = Spoken(short_name(message.context, source_of(message)), source_of(message))
    for said in dict.fromkeys(_forms(tr, message)):
        words = plain(unescape(TAG.sub("", said))).strip()
        # Of what is nothing but values, anything could be it.
        if any(map(str.isalpha, re.sub(r"\{\w+\}", "", words))):
            pattern = _HOLE.sub("[^\n]+?", re.escape(words))
            yield Wording(spoken, words, re.compile(rf"(?<!\w){pattern}(?!\w)"))


def _forms(tr: Translator, message: Message) -> Iterator[str]:
    if message.pluralizable:
        yield from (tr.words.ngettext(message.id[0], message.id[1], number) for number in NUMBERS)
    elif message.context is None:
        yield tr.words.gettext(source_of(message))
    else:
        yield tr.words.pgettext(message.context, source_of(message))
