"""The attendance list of one session (A4 on its side, for staff): who is expected, and what the kitchen needs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from documents.typesetting import Paper


@dataclass(frozen=True, slots=True)
class ListedFamily:
    """One family that signed up; `children` are counted by age band, in the order of the bands."""

    name: str
    adults: int
    children: tuple[int, ...] = ()
    childcare: int = 0
    dish: str = ""
    interpreter: str = ""
    languages: str = ""


@dataclass(frozen=True, slots=True)
class ListWords:
    """What staff read around the families; `bands` are the age bands, each a column. `page` has {page} and {pages}."""

    language: str
    title: str
    when: str
    place: str
    bands: tuple[str, ...]
    families: str
    adults: str
    children: str
    childcare: str
    dish: str
    interpreter: str
    languages: str
    came: str
    walk_ins: str
    kitchen: str
    no_allergies: str
    destroy: str
    page: str


def attendance_list(
    families: Sequence[ListedFamily], allergies: Sequence[tuple[str, int]], words: ListWords, walk_ins: int = 8
) -> Paper:
    """The list, on as many pages as it takes; `walk_ins` are the empty lines for whoever just comes."""
    said = {
        "words": asdict(words),
        "families": [asdict(one) for one in families],
        "totals": [list(pair) for pair in _totals(families, words)],
        "allergies": [list(pair) for pair in allergies if pair[1]],
        "walk_ins": walk_ins,
    }
    return Paper("attendance_list", f"{words.title}, {words.when}", words.language, said)


def _totals(families: Sequence[ListedFamily], words: ListWords) -> list[tuple[str, int]]:
    """What is asked first: how many come, and of whom."""
    bands = [
        (band, sum(one.children[place] for one in families if place < len(one.children)))
        for place, band in enumerate(words.bands)
    ]
    return [
        (words.families, len(families)),
        (words.adults, sum(one.adults for one in families)),
        (words.children, sum(count for _, count in bands)),
        *((f"{words.children} {band}", count) for band, count in bands),
        (words.childcare, sum(one.childcare for one in families)),
        (words.interpreter, sum(bool(one.interpreter) for one in families)),
    ]
