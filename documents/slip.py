"""A page of slips (PDF, A4): what a partner hands a family, with the code and the link that open the chat."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from documents.typesetting import Paper, contact
from domain.programme import Place


@dataclass(frozen=True, slots=True)
class SlipWords:
    """What a slip says in one language: what to do, then what whoever hesitates wants to know."""

    language: str
    rtl: bool
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlsoSpoken:
    """A language in which the slip says nothing and the chat does, by its own name."""

    language: str
    rtl: bool
    name: str


def slips(words: Sequence[SlipWords], link: str, house: Place, also: Sequence[AlsoSpoken] = ()) -> bytes:
    """Draw the page; the same words always give the same bytes."""
    said = {"house": house.name, "contact": contact(house), "words": [asdict(one) for one in words]}
    others = [asdict(one) for one in also]
    return Paper("slip", house.name, "da", {**said, "also": others}, link).pdf()
