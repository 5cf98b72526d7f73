"""The leaflet of a year's family evenings (A4): what they are on the front, and the evenings on the back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from documents.typesetting import Paper, contact
from domain.programme import Place


@dataclass(frozen=True, slots=True)
class Step:
    """What happens from that time on, on every evening."""

    time: str
    what: str


@dataclass(frozen=True, slots=True)
class Evening:
    """One evening as it is read; each of `lines` says what it is about and then what: "Oplæg", "Sund mad"."""

    day: str
    hours: str
    theme: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LeafletWords:
    """What the leaflet says in one language; `none_yet` stands in place of evenings while there are none."""

    language: str
    rtl: bool
    title: str
    about: str
    steps: tuple[Step, ...]
    notes: tuple[str, ...]
    scan: str
    heading: str
    evenings: tuple[Evening, ...]
    none_yet: str


def leaflet(words: Sequence[LeafletWords], link: str, house: Place) -> Paper:
    """The leaflet: one language on its own, several side by side; of more than four the others follow behind."""
    first = words[0]
    said = {"house": house.name, "contact": contact(house), "words": [asdict(one) for one in words]}
    return Paper("leaflet", first.title, first.language, said, link, rtl=first.rtl)
