"""The sign on the door of one evening (A4): whoever scans it is on the list."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from documents.typesetting import Paper
from domain.programme import Place


@dataclass(frozen=True, slots=True)
class DoorWords:
    """What the sign says in one language: which evening, what to do, and that one can just as well tell us."""

    language: str
    rtl: bool
    title: str
    day: str
    scan: str
    or_tell: str


def door_sign(words: Sequence[DoorWords], link: str, house: Place) -> Paper:
    """The sign, on one page whatever it says."""
    first = words[0]
    said = {"house": house.name, "words": [asdict(one) for one in words]}
    return Paper("door", first.title, first.language, said, link, rtl=first.rtl)
