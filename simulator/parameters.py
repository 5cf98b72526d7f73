"""Reads a request's parameters, which arrive as text, into values, and notes whatever the Bot API does not describe."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator import spec

Values = dict[str, Any]
TRUE = frozenset({"true", "yes", "1"})
FALSE = frozenset({"false", "no", "0", ""})
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Upload:
    """A file that came with the request."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Undecodable:
    """Text where JSON was wanted."""

    text: str


class Reading:
    """One pass over the parameters of a request: the values found and the complaints earned."""

    def __init__(self, method: str, given: dict[str, Any], files: dict[str, Upload]) -> None:
        self.method = method
        self.complaints: list[str] = []
        self.values: Values = {}
        self.files = files
        known = spec.parameters_of(method)
        for name, value in given.items():
            # To the real server an empty parameter is one that was not given.
            if name in known and given[name] != "":
                self.values[name] = self.read(known[name], value)
            elif name not in known:
                self.complain(f"unknown parameter {name}")
        if files:
            self.take_files(known)
        missing = [name for name, field in known.items() if field.required and name not in self.values]
        if missing:
            self.complain(f"required but missing: {', '.join(missing)}")

    def complain(self, problem: str) -> None:
        self.complaints.append(f"{self.method}: {problem}")

    def take_files(self, known: dict[str, spec.Field]) -> None:
        attached = json.dumps(self.values, default=repr)
        for name, upload in self.files.items():
            if name in known and name not in self.values:
                self.values[name] = upload
            elif f"attach://{name}" not in attached and upload not in self.values.values():
                self.complain(f"a file nothing refers to: {name}")

    def read(self, field: spec.Field, given: Any) -> Any:
        value = self.attached(field, given)
        if isinstance(value, Upload):
            return value
        value = readers(field.types)(value)
        try:
            spec.union(field.types)(value, field.name)
        except spec.SpecBroken as problem:
            self.complain(str(problem))
        return self.tolerated(field, value)

    def attached(self, field: spec.Field, given: Any) -> Any:
        """The upload a parameter points to, or what was given as text."""
        if "InputFile" in field.types and isinstance(given, str) and given.startswith("attach://"):
            return self.files.get(given.removeprefix("attach://"), given)
        return given

    @staticmethod
    def tolerated(field: spec.Field, value: Any) -> Any:
        """What the real server makes of a value it should not have been sent."""
        if isinstance(value, str) and field.types == ("Integer",):
            number = re.match(r"\s*-?\d+", value)
            return int(number[0]) if number else 0
        if isinstance(value, str) and field.types == ("Boolean",):
            return False
        return value


def readers(types: tuple[str, ...]) -> Callable[[Any], Any]:
    """How a parameter of these types is read."""
    if types == ("Boolean",):
        return as_boolean
    if types == ("Float",):
        return as_number
    if "Integer" in types:
        return as_integer
    if types in (("String",), ("InputFile", "String"), ("InputFile",)):
        return as_text
    return as_json


def as_text(given: Any) -> Any:
    return given if isinstance(given, str) else json.dumps(given)


def as_boolean(given: Any) -> Any:
    word = as_text(given).strip().lower()
    return True if word in TRUE else False if word in FALSE else given


def as_integer(given: Any) -> Any:
    text = as_text(given).strip()
    if not re.fullmatch(r"-?\d+", text):
        return text
    return max(-LARGEST - 1, min(int(text), LARGEST))


def as_number(given: Any) -> Any:
    try:
        return float(as_text(given))
    except ValueError:
        return given


def as_json(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except ValueError:
        return Undecodable(given)
