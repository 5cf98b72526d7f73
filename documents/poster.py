"""The poster of one activity (A3, still readable on A4): what, when and where, and a code that leads there."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from documents.typesetting import Paper, contact
from domain.programme import Place


@dataclass(frozen=True, slots=True)
class PosterWords:
    """What the poster says in one language; `lines` are two or three, short ones."""

    language: str
    rtl: bool
    title: str
    when: str
    where: str
    lines: tuple[str, ...]
    scan: str
    # Of what has no day but its hours every week: a line for each.
    hours: tuple[str, ...] = ()


def poster(words: Sequence[PosterWords], link: str, house: Place) -> Paper:
    """The poster, on one page whatever it says; at most four languages are read from afar."""
    first = words[0]
    said = {"house": house.name, "contact": contact(house), "words": [asdict(one) for one in words]}
    return Paper("poster", first.title, first.language, said, link, rtl=first.rtl)
