"""Families that may be one: what makes two look alike, and in which order they are joined and un-joined."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# So many signs of a code are enough to find what it belongs to.
FEWEST_SIGNS = 4
_NUMBER = 8
# Letters that Unicode does not take apart, and those that are written in two ways on keyboards of one script.
_ALIKE = str.maketrans(
    {"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None}
)


class Alike(StrEnum):
    """Why two families look like one; the words of it are general, the values stay sealed."""

    PHONE = "phone"
    NICKNAME = "nickname"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Family:
    """A family as staff see it: how many of it are in the chat, what it asked for and how often it was talked with."""

    id: int
    code: str
    nickname: str | None
    persons: int
    talks: int
    requests: int


@dataclass(frozen=True, slots=True)
class Join:
    """Two entries that staff said are one family."""

    id: int
    kept: int
    joined: int
    kept_code: str
    joined_code: str
    name: str
    at: datetime
    undone_by: str | None
    undone_at: datetime | None

    @property
    def stands(self) -> bool:
        """Whether the two are one family now."""
        return self.undone_at is None


def folded(text: str) -> str:
    """A word as it is compared: without case, marks and ways of writing, in any script."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_ALIKE)).casefold().translate(_ALIKE)
    return " ".join("".join(_sign(char) for char in apart).split())


def _sign(char: str) -> str:
    """Letters and digits count; a vowel that takes room is part of its word in the scripts of India, other marks go."""
    category = unicodedata.category(char)
    if category[0] in "LN" or category == "Mc":
        return char
    return "" if category[0] == "M" else " "


def number_key(number: str) -> str | None:
    """A telephone number as it is compared: the same with and without the code of the country."""
    digits = "".join(char for char in number if char.isdecimal())
    return digits[-_NUMBER:] if len(digits) >= _NUMBER else None


def fits_code(code: str, word: str) -> bool:
    """Whether somebody who typed this meant that code; `word` is folded."""
    return len(word) >= FEWEST_SIGNS and code.startswith(word)


def fits_name(name: str | None, word: str) -> bool:
    """Whether somebody who typed this meant that name: all of it, or the first; `word` is folded."""
    whole = folded(name or "")
    return bool(word) and word in (whole, whole.partition(" ")[0])


def root_of(family: int, joined: Mapping[int, int]) -> int:
    """The family that a family is part of now; `joined` leads from each that was joined to the one that was kept."""
    while family in joined:
        family = joined[family]
    return family


def parts_of(family: int, joined: Mapping[int, int]) -> frozenset[int]:
    """A family and all that was joined into it."""
    return frozenset({family, *(one for one in joined if root_of(one, joined) == family)})
