"""Guesses which of our languages somebody writes in, so that she can be offered it; nothing of her words is kept."""

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from locales.languages import LANGUAGES

if TYPE_CHECKING:
    from lingua import LanguageDetector, LanguageDetectorBuilder

# Fewer words are the same in too many languages.
FEWEST_WORDS = 3
SURE = 0.7
# Letters that only one of our languages has; the library knows neither Tigrinya nor Sorani.
_SIGNS = (
    ("ti", re.compile("[\u1200-\u137f]")),
    ("ckb", re.compile("[ڕڵۆێە]")),
    ("ur", re.compile("[ٹڈڑںےہھ]")),
)


def long_enough(text: str) -> bool:
    """Whether there are words enough to guess from."""
    return sum(any(char.isalpha() for char in word) for word in text.split()) >= FEWEST_WORDS


def guess(text: str) -> str | None:
    """The code of the language this is most likely in, if that is likely enough; the first time it takes a while."""
    for code, letters in _SIGNS:
        if letters.search(text):
            return code
    likely, *_ = _detector().compute_language_confidence_values(text)
    return likely.language.iso_code_639_1.name.lower() if likely.value >= SURE else None


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
