"""Labels and words as people type them: without the emoji, in any case, with or without marks, on any keyboard."""

import unicodedata
from functools import lru_cache

# Letters that a keyboard of another language writes with another sign, and Unicode does not take apart itself.
_SAME_LETTERS = str.maketrans(
    {
        "ی": "ي", "ى": "ي", "ې": "ي", "ێ": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ۆ": "و",
        "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ڵ": "ل", "ڕ": "ر",
        "ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae",
    }
)  # fmt: skip
# Marks over and under letters, and what is seen as nothing or as a longer stroke.
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
_TATWEEL = "\u0640"


def same_label(label: str, typed: str) -> bool:
    """Whether somebody who typed this meant that button."""
    wanted = _of_ours(label)
    return bool(wanted) and wanted == _plain(typed)


def one_of(words: str, typed: str) -> bool:
    """Whether she typed one of these words of a catalogue, which have | between them."""
    return any(same_label(word, typed) for word in words.split("|"))


@lru_cache(maxsize=4096)
def _of_ours(label: str) -> str:
    """The same for what stands in a catalogue; what people type is kept nowhere."""
    return _plain(label)


def _plain(text: str) -> str:
    """The letters and figures alone: people leave spaces out, or put them where there was a joiner."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_SAME_LETTERS)
    return "".join(_figure(char) for char in folded if _is_said(char)).translate(_SAME_LETTERS)


def _is_said(char: str) -> bool:
    category = unicodedata.category(char)
    return category not in _UNSEEN and category[0] in "LNM" and char != _TATWEEL


def _figure(char: str) -> str:
    return str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char
