"""The diploma of a family course (A4 on its side), to be framed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from documents.typesetting import Paper
from domain.programme import Place
from locales.marks import begins_from_the_right


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its own script, and from which side it is written."""

    words: str
    rtl: bool

    @classmethod
    def of(cls, words: str) -> "Name":
        """A name as it was typed: its first letter says from which side it is written."""
        return cls(words, begins_from_the_right(words))


@dataclass(frozen=True, slots=True)
class DiplomaWords:
    """What the diploma says in one language; `signatures` stand under the two lines."""

    language: str
    rtl: bool
    heading: str
    given_to: str
    reason: str
    course: str
    season: str
    place_and_day: str
    signatures: tuple[str, str]


def diploma(names: Sequence[Name], words: Sequence[DiplomaWords], house: Place) -> Paper:
    """The diploma of one family, in one language or two, on one page whatever it says."""
    return diplomas([names], words, house)


def diplomas(families: Sequence[Sequence[Name]], words: Sequence[DiplomaWords], house: Place) -> Paper:
    """A diploma for each of these families, each on a page of its own."""
    first = words[0]
    every = [[asdict(one) for one in names] for names in families]
    said = {"house": house.name, "families": every, "words": [asdict(one) for one in words[:2]]}
    return Paper("diploma", f"{first.heading}: {first.course}", first.language, said, rtl=first.rtl)
