"""Guesses which of our languages somebody writes in, so that she can be offered it; nothing of her words is kept."""

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from locales.languages import LANGUAGES

if TYPE_CHECKING:
    from lingua import Language, LanguageDetector, LanguageDetectorBuilder

# Fewer words are the same in too many languages.
FEWEST_WORDS = 3
SURE = 0.7
# A few words that may as well be in the language she reads are no reason to ask her.
UNLIKELY = 0.05
# Letters that none of our languages has: Russian is no Ukrainian, Bosnian no Polish, Pashto no Persian.
_FOREIGN = re.compile("[ыэёъўјљњђћџčšžñßäëûښړځڅۍېټډږڼ]", re.IGNORECASE)
# Letters that only one of our languages has; the library knows neither Tigrinya nor Sorani.
_SIGNS = (
    ("ti", re.compile("[\u1200-\u137f]")),
    ("ckb", re.compile("[ڕڵۆێە]")),
    ("ur", re.compile("[ٹڈڑںےہھ]")),
)


def long_enough(text: str) -> bool:
    """Whether there are words enough to guess from: one said thrice is one, and a name says nothing of a language."""
    words = {word.casefold() for word in text.split() if any(char.isalpha() for char in word)}
    return len(words) >= FEWEST_WORDS and not text.istitle()


def guess(text: str, reads: str | None = None) -> str | None:
    """The code of the language this is most likely in, if that is likely enough; the first time it takes a while.

    What may as well be in the language she `reads` is not guessed.
    """
    if _FOREIGN.search(text):
        return None
    for code, letters in _SIGNS:
        if letters.search(text):
            return code
    found = {_code(one.language): one.value for one in _detector().compute_language_confidence_values(text)}
    likely = max(found, key=found.__getitem__)
    maybe_hers = likely != reads and reads is not None and found.get(reads, 0) >= UNLIKELY
    return likely if found[likely] >= SURE and not maybe_hers else None


def _code(language: "Language") -> str:
    return language.iso_code_639_1.name.lower()


@cache
def _detector() -> "LanguageDetector":
    """What tells our languages apart, read when the first text asks for it: most houses run for days without one."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in LANGUAGES if hasattr(IsoCode639_1, code.upper())]
    for pair in pairwise(codes):
        # A few at a time: nothing else runs while one is read.
        _among(LanguageDetectorBuilder.from_iso_codes_639_1(*pair).with_preloaded_language_models())
    return _among(LanguageDetectorBuilder.from_iso_codes_639_1(*codes))


def _among(builder: "LanguageDetectorBuilder") -> "LanguageDetector":
    # The exact mode takes ten times the memory, and is hardly ever right where this one is not.
    return builder.with_low_accuracy_mode().build()
