"""A ballot on paper (A4): the questions with boxes, where it goes, and a code for those who rather use a phone."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from documents.typesetting import Paper
from domain.programme import Place


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and what stands beside its boxes; `below` is the Danish one, as long as nobody has checked it."""

    question: str
    options: Sequence[str]
    below: str = ""


@dataclass(frozen=True, slots=True)
class BallotWords:
    """What the ballot says in the language of whoever fills it in."""

    language: str
    rtl: bool
    title: str
    about: str
    who: str
    tick: str
    questions: tuple[Asked, ...]
    line: str
    line_note: str
    hand_in: str
    until: str
    scan: str


def ballot(words: BallotWords, link: str, house: Place) -> Paper:
    """The ballot, on one page; it bears no name but that of the house."""
    said = {"house": house.name, "words": asdict(words)}
    return Paper("ballot", words.title, words.language, said, link, rtl=words.rtl)
