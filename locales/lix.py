"""How hard Danish is to read, by Björnsson's LIX: words in a sentence, and how many in a hundred are long.

A sentence ends at a full stop or with its line, so a heading is one too. An inserted value is one short word, since
nobody knows how long it will be; tags and emoji are no words. Below 30 is easy for most, 25 is a book for children.
"""

import re
from collections.abc import Iterable

from locales.marks import TAG
from locales.plain_language import sentences

LONG_WORD = 7
# On average over what residents read; and of one text, of so many words that counting says anything.
AVERAGE, MOST, WORDS_TO_COUNT = 30.0, 45.0, 10
_WORD = re.compile(r"\{\w+\}|[^\W\d_]+(?:['’-][^\W\d_]+)*")


def lix(texts: Iterable[str]) -> float:
    """The number for all these texts together; nothing for no words."""
    every = list(texts)
    count = sum(len(sentences(text)) for text in every)
    words = [word for text in every for word in words_in(text)]
    return len(words) / count + 100 * sum(map(_is_long, words)) / len(words) if words and count else 0.0


def words_in(text: str) -> list[str]:
    """The words of a text, without its tags."""
    return _WORD.findall(TAG.sub("", text))


def _is_long(word: str) -> bool:
    return not word.startswith("{") and len(word) >= LONG_WORD
