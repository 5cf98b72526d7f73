"""A table of a programme's TOML file: gives what it is asked for, or says precisely what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar

from domain.programme import Texts

T = TypeVar("T")


class ProgrammeError(ValueError):
    """The programme file says something it cannot mean; the message names the place and the remedy."""


@dataclass(frozen=True)
class Table:
    """A TOML table that knows its own name, for errors that point at the line to mend; `asked`: keys looked for."""

    name: str
    values: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)

    def get(self, key: str, kind: type[T], default: T | None = None) -> T:
        self.asked.add(f"{self.name}.{key}")
        value = self.values.get(key, default)
        if value is None:
            raise ProgrammeError(f"{self.name}.{key} is missing")
        if kind is float and type(value) is int:
            value = float(value)
        # A bool is an int to Python, and a moment is a date; in a programme neither can stand for the other.
        if not isinstance(value, kind) or isinstance(value, bool) or (kind is date and isinstance(value, datetime)):
            raise ProgrammeError(f"{self.name}.{key} must be {kind.__name__}, not {value!r}")
        if default is None and value == "":
            raise ProgrammeError(f"{self.name}.{key} is empty")
        return value

    def at_least(self, key: str, least: int, default: int | None = None) -> int:
        value = self.get(key, int, default)
        if value < least:
            raise ProgrammeError(f"{self.name}.{key} must be at least {least}, not {value}")
        return value

    def within(self, key: str, least: int, most: int, default: int) -> int:
        value = self.at_least(key, least, default)
        if value > most:
            raise ProgrammeError(f"{self.name}.{key} must be at most {most}, not {value}")
        return value

    def degrees(self, key: str, most: int) -> float:
        value = self.get(key, float)
        if not -most <= value <= most:
            raise ProgrammeError(f"{self.name}.{key} must lie between -{most} and {most} degrees, not {value}")
        return value

    def table(self, key: str, *, needed: bool = True) -> "Table":
        return Table(f"{self.name}.{key}", self.get(key, dict, None if needed else {}), self.asked)

    def key(self) -> str:
        """The short name of this entry, which other places use for it."""
        key = self.get("key", str)
        if not re.fullmatch(r"[a-z0-9-]{1,20}", key):
            raise ProgrammeError(f"{self.name}.key must be at most 20 of a-z, 0-9 and -, not {key!r}")
        return key

    def window(self) -> tuple[time, time]:
        """From when to when."""
        hours = (self.clock("from"), self.clock("to"))
        if hours[1] <= hours[0]:
            raise ProgrammeError(f"{self.name}: it ends at {hours[1]:%H:%M}, before it begins")
        return hours

    def rows(self, key: str, *, needed: bool = True) -> Iterator["Table"]:
        rows = self.get(key, list, None if needed else [])
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                raise ProgrammeError(f"{self.name}.{key}, entry {number}, must be a table")
            yield Table(f"{self.name}.{key}[{number}]", row, self.asked)

    def words(self, key: str, *, needed: bool = True) -> list[str]:
        words = self.get(key, list, None if needed else [])
        if needed and not words:
            raise ProgrammeError(f"{self.name}.{key} is empty")
        return [str(word) for word in words]

    def one_of(self, key: str, value: str, known: tuple[str, ...]) -> str:
        if value not in known:
            raise ProgrammeError(f"{self.name}.{key}: {value!r} is none of {', '.join(known)}")
        return value

    def clock(self, key: str) -> time:
        return _time(f"{self.name}.{key}", self.get(key, str))

    def texts(self, key: str, *, needed: bool = True, most: int | None = None) -> Texts:
        texts = self.get(key, dict, None if needed else {})
        if needed and not {"da", "en"} <= texts.keys():
            raise ProgrammeError(f"{self.name}.{key} needs at least the languages da and en")
        for language, text in texts.items():
            self.asked.add(f"{self.name}.{key}.{language}")
            if not isinstance(text, str) or not text.strip():
                raise ProgrammeError(f"{self.name}.{key}.{language} must be a text that is not empty")
            if most is not None and len(text) > most:
                raise ProgrammeError(f"{self.name}.{key}.{language} has {len(text)} characters, Telegram shows {most}")
        return texts


def _time(name: str, text: str) -> time:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise ProgrammeError(f"{name}: {text!r} is no time of day, write for example 14:00")
    return time.fromisoformat(text)
