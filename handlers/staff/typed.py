"""Reads days and times as staff type them, in Danish: "i morgen lukket", "3/12 14.30", "lukket 7/12-11/12".

What is not understood as a whole is not understood at all: nothing is guessed that people are told of.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum, auto

from domain.hours import Hours
from locales.marks import typed

LONGEST = 80
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NEAR = ("dag", "morgen", "overmorgen")
_PASSED_OVER = (
    *("åben rådgivning", "drop-in", "uden aftale", "hele dagen", "i stedet", "alligevel"),
    *("klokken", "kl", "på", "den", "d", "vi", "er", "der", "har", "holder", "huset"),
    *("kun", "først", "allerede", "desværre"),
)

Days = tuple[date, date]


class Word(StrEnum):
    """What is said about a day; `AT` is a time alone."""

    CLOSED = auto()
    OPENS = auto()
    CLOSES = auto()
    HOURS = auto()
    ALSO = auto()
    USUAL = auto()
    AT = auto()


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: perhaps days, the first and the last of them, and perhaps what is said about them."""

    days: Days | None
    word: Word | None
    times: tuple[time, ...] = ()

    @property
    def hours(self) -> tuple[Hours, ...]:
        """The times as from and to."""
        return tuple(zip(self.times[::2], self.times[1::2], strict=False))


# What one reads, each with the letter it has in the patterns below. A space is passed over.
_TOKENS = (
    (" ", rf"(?:{'|'.join(_PASSED_OVER)})\b\.?"),
    ("V", rf"(?:{'|'.join(_WEEKDAYS)})\b"),
    ("D", rf"i ?(?:{'|'.join(_NEAR)})\b"),
    ("D", r"\d{1,2}/\d{1,2}(?:[/.](?:20)?\d\d(?!\d))?"),
    ("D", rf"\d{{1,2}}\.? ?(?:{'|'.join(_MONTHS)})[a-z]*\.?(?: 20\d\d)?"),
    ("W", r"(?:næste uge|hele ugen|resten af ugen|denne uge)\b"),
    ("P", r"\d{1,2}[.:]\d{2}(?!\d)"),
    ("N", r"\d{1,4}(?!\d)"),
    ("M", r"(?:til og med|t\.?o\.?m\.?)(?= )"),
    ("-", r"-|til\b"),
    ("F", r"fra\b"),
    ("&", r"og\b|,"),
    ("C", r"(?:lukket|luk)\b"),
    ("L", r"lukker\b"),
    ("Å", r"åbner\b"),
    ("O", r"(?:åbent|åben)\b"),
    ("+", r"(?:også|ekstra)\b"),
    ("U", r"(?:som )?(?:normalt|altid|sædvanlig|vi plejer)\b"),
    (" ", r"[ .:!]"),
)
_DAYS = re.compile(r"F?[DN][-M]D|MD|D|W|N-N(?=[NP]$)|P(?=[NP])")
_SAID = (
    (Word.CLOSED, r"C"),
    (Word.CLOSES, r"LT|CFT|O?-T"),
    (Word.OPENS, r"ÅT|O?FT|C-T"),
    (Word.HOURS, r"[OÅ]?F?T-T(?:&T-T)?"),
    (Word.ALSO, r"O?\+O?F?T-T"),
    (Word.USUAL, r"O?U"),
    (Word.AT, r"T"),
)


def read_typed(text: str, today: date) -> Typed | None:
    """What somebody means who types this today; None when it is not clear."""
    found = _tokens(text)
    if not found:
        return None
    letters = "".join(letter for letter, _ in found)
    named = _DAYS.search(letters)
    if named is None:
        return _said(None, found)
    days = _days(named.group(), [words for _, words in found[named.start() : named.end()]], today)
    return days and _said(days, [*found[: named.start()], *found[named.end() :]])


def _tokens(text: str) -> list[tuple[str, str]] | None:
    """The text in pieces, each with its letter; None when it holds anything else."""
    left = re.sub("[–—‐‑−]", "-", " ".join(typed(text).casefold().replace("aa", "å").split()))
    found: list[tuple[str, str]] = []
    while left and len(text) <= LONGEST:
        match = next(((letter, one) for letter, like in _TOKENS if (one := re.match(like, left))), None)
        if match is None:
            return None
        found.append((match[0], match[1].group()))
        left = left[match[1].end() :]
    return _with_days(found) if not left else None


def _with_days(found: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """A weekday that stands before a date only explains it; else it is a day."""
    kept = [(letter, words) for letter, words in found if letter != " "]
    then = [*(letter for letter, _ in kept), ""][1:]
    named = [one for one, after in zip(kept, then, strict=False) if (one[0], after) != ("V", "D")]
    return [("D" if letter == "V" else letter, words) for letter, words in named]


def _said(days: Days | None, found: Sequence[tuple[str, str]]) -> Typed | None:
    """What is said about the days, or about the day one looks at."""
    letters = "".join("T" if letter in "PN" else letter for letter, _ in found)
    times = [_time(words) for letter, words in found if letter in "PN"]
    word = next((word for word, like in _SAID if re.fullmatch(like, letters)), None)
    if (letters and word is None) or None in times:
        return None
    typed = Typed(days, word, tuple(at for at in times if at is not None))
    backwards = word in (Word.HOURS, Word.ALSO) and any(begins >= ends for begins, ends in typed.hours)
    return None if backwards else typed


def _days(letters: str, words: Sequence[str], today: date) -> Days | None:
    """The first and the last day that these words name; one alone is both."""
    if letters == "W":
        return _week(words[0], today)
    if letters.startswith(("P", "N-N")):
        words = ["/".join(re.findall(r"\d+", " ".join(words)))]
    if len(words) > 2:
        first = words[letters.startswith("F")]
        return _from_to(_named(_in_month_of(first, words[-1]), today, today), words[-1], today)
    return _from_to(today if letters == "MD" else _named(words[-1], today, today), words[-1], today)


def _in_month_of(first: str, last: str) -> str:
    """In "3.-7/12" the first day has its month from the last."""
    return re.sub(r"^\d{1,2}", first, last) if first.isdecimal() else first


def _from_to(first: date | None, last: str, today: date) -> Days | None:
    ends = _named(last, today, first) if first else None
    return (first, ends) if first and ends else None


def _week(words: str, today: date) -> Days:
    """The rest of this week, or all of the next."""
    monday = today - timedelta(days=today.weekday())
    begins = monday + timedelta(days=7) if words == "næste uge" else today
    return begins, begins + timedelta(days=6 - begins.weekday())


def _named(words: str, today: date, since: date) -> date | None:
    """The day that some words name: the first such day from `since` on."""
    if words in _WEEKDAYS:
        return since + timedelta(days=(_WEEKDAYS.index(words) - since.weekday()) % 7)
    if words.startswith("i"):
        near = today + timedelta(days=_NEAR.index(words.removeprefix("i").strip()))
        return near if near >= since else None
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    month = next((number for number, name in enumerate(_MONTHS, 1) if name in words), 0)
    return _date(since, *([numbers[0], month, *numbers[1:]] if month else numbers))


def _date(earliest: date, day: int, month: int, year: int | None = None) -> date | None:
    """That day of that month: of the year if one is said, else the next there is."""
    years = (earliest.year, earliest.year + 1) if year is None else (year if year > 99 else 2000 + year,)
    for one in years:
        try:
            found = date(one, month, day)
        except ValueError:
            continue
        if found >= earliest:
            return found
    return None


def _time(words: str) -> time | None:
    """A time of day such as 9, 14.30 or 1430."""
    hour, _, minute = words.replace(":", ".").partition(".")
    if len(hour) > 2:
        hour, minute = hour[:-2], hour[-2:]
    valid = int(hour) < 24 and int(minute or 0) < 60
    return time(int(hour), int(minute or 0)) if valid else None
