"""Finding a phrase by a few letters, in Danish: with or without å, æ and ø, and in any order."""

from collections.abc import Sequence

from domain.families import folded
from locales import Translator
from locales.phrasebook import SITUATIONS, Phrase

# How the same sound is written on a keyboard without the letter: Aarhus, laege, boern.
_WRITTEN_OUT = (("aa", "a"), ("ae", "a"), ("oe", "o"))


def find(tr: Translator, text: str) -> list[Phrase]:
    """The phrases that hold all these letters, in their sentence or in the name of their situation."""
    sought = _plain(text).split()
    every = [(phrase, _words(tr, name, phrase)) for name, phrase in _in_order(tr)]
    found = [(phrase, words) for phrase, words in every if sought and all(one in words for one in sought)]
    return [phrase for phrase, _ in sorted(found, key=lambda one: _rank(one[1], sought))]


def _rank(words: str, sought: Sequence[str]) -> tuple[bool, bool]:
    """First what holds them as they were typed, then what has words that begin so."""
    return f" {' '.join(sought)}" not in words, not all(f" {one}" in words for one in sought)


def _in_order(tr: Translator) -> list[tuple[str, Phrase]]:
    return [(tr.ptext("button", one.name), phrase) for one in SITUATIONS.values() for phrase in one.phrases]


def _words(tr: Translator, situation: str, phrase: Phrase) -> str:
    blanks = dict.fromkeys(phrase.blanks, "")
    return f" {_plain(situation)} {_plain(tr.ptext('phrase', phrase.sentence, **blanks))}"


def _plain(text: str) -> str:
    plain = folded(text)
    for written_out, letter in _WRITTEN_OUT:
        plain = plain.replace(written_out, letter)
    return plain
