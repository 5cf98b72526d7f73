"""A card to hold up at a counter, as a picture for the chat: one sentence, very large, in Danish."""

import re
from dataclasses import dataclass

from documents.typesetting import Paper

# A phone is so many points wide; held out, it is read from an arm's length away.
PIXELS_PER_INCH = 300.0
# A sentence begins on a line of its own; the point in "kl. 13.00" or "23. november" ends none.
_NEXT_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-ZÆØÅ])")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The sentence in one language, with the side from which it is read."""

    language: str
    rtl: bool
    text: str


def counter_card(house: str, danish: Spoken, own: Spoken | None) -> Paper:
    """The card: Danish for whoever reads it, and small beneath it the words of whoever holds it."""
    said = {"house": house, "danish": _lines(danish), "own": own and _lines(own)}
    return Paper("counter_card", danish.text, danish.language, said)


def _lines(said: Spoken) -> dict[str, object]:
    return {"language": said.language, "rtl": said.rtl, "lines": _NEXT_SENTENCE.split(said.text)}
