"""Sentences that can be read aloud: those that are the same whenever they are said, in the order people meet them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from babel.messages import Catalog
from babel.messages.catalog import Message

from locales.catalogues import messages, source_of
from locales.checking import Check, former_of, is_sensitive, name_in, version_of, words_of
from locales.marks import TAG
from locales.sentences import SentenceBroken, fill, pieces, rendered

# Buttons, single words and names of things are no sentences.
PHRASE = "phrase"
PAPER = "printed"
CONTEXTS = frozenset({None, "reminder", PHRASE})
# The values that never change in a house: a sentence that holds no other is always said alike there.
SAME = frozenset({"house"})
# What everybody meets first comes first; of every other module the sentences follow in the order of its name.
FIRST = (
    "handlers/house/actions.py",
    "handlers/house/help.py",
    "handlers/house/consents.py",
    "handlers/house/",
    "handlers/counselling/wish",
    "handlers/counselling/screens.py",
    "handlers/counselling/notices.py",
    "handlers/counselling/",
    "handlers/problems.py",
    "handlers/",
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence as it is served now; `version` says which words these are, `former` what it was called before."""

    name: str
    context: str | None
    source: str
    words: str
    version: str
    former: str | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """The sentences of a catalogue that are always said alike, and how many others people meet in the chat."""

    sentences: Sequence[Message]
    others: int

    @classmethod
    def of(cls, catalogue: Catalog) -> "Fixed":
        """Choose among what a catalogue says."""
        every = [one for one in messages(catalogue) if _on_a_screen(one)]
        fixed = sorted(filter(_is_fixed, every), key=_place)
        return cls(fixed, len(every) - len(fixed))

    def spoken(self, checks: Mapping[str, Check], same: Mapping[str, str]) -> dict[str, Spoken]:
        """What of it can be read aloud as this house reads it, by short name; what is not translated cannot.

        `same` are the values that never change in this house.
        """
        values = {name: rendered(value, markup=True, rtl=False) for name, value in same.items()}
        said = (_spoken(one, words_of(one, checks), values) for one in self.sentences if not one.fuzzy)
        return {one.name: one for one in said if one and one.words}


def _on_a_screen(message: Message) -> bool:
    paths = [str(path) for path, _ in message.locations]
    return message.context == PHRASE or any(path.startswith("handlers/") and PAPER not in path for path in paths)


def _is_fixed(message: Message) -> bool:
    """Whether it is a whole sentence without a value that changes, which one recording can say."""
    if message.pluralizable or message.context not in CONTEXTS:
        return False
    return {name for _, name in pieces(source_of(message)) if name} <= SAME


def _place(message: Message) -> tuple[bool, int, str]:
    """Where it stands in the order: what must not be misread first, then what most people meet."""
    path = min(str(path) for path, _ in message.locations)
    met = next(number for number, begins in enumerate((*FIRST, "")) if path.startswith(begins))
    return not is_sensitive(message), met, path


def _spoken(message: Message, served: tuple[str, ...], values: Mapping[str, str]) -> Spoken | None:
    """The sentence with the house's own values, which are part of the words that are read; none if it has others."""
    try:
        said = fill(served[0], values)
    except SentenceBroken:
        return None
    words, version = unescape(TAG.sub("", said)), version_of(message, [said])
    return Spoken(name_in(message), message.context, source_of(message), words, version, former_of(message))
