"""Holds requests, results and updates to the Bot API's own description, read once and compiled to plain functions."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

Check = Callable[[Any, str], None]


class SpecBroken(Exception):
    """A value is not what the Bot API's description says it is."""


@dataclass(frozen=True)
class Field:
    """One parameter of a method or one field of a type."""

    name: str
    types: tuple[str, ...]
    required: bool
    const: Any = None


@cache
def facts() -> dict[str, Any]:
    text = resources.files("simulator").joinpath("bot-api-facts.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def fields_of(description: dict[str, Any]) -> tuple[Field, ...]:
    return tuple(
        Field(field["name"], tuple(field["types"]), field["required"], field.get("const"))
        for field in description.get("fields", [])
    )


@cache
def method_names() -> dict[str, str]:
    """The documented spelling of every method, by its lower-case name."""
    return {name.lower(): name for name in facts()["methods"]}


@cache
def parameters_of(method: str) -> dict[str, Field]:
    return {field.name: field for field in fields_of(facts()["methods"][method])}


def check_result(method: str, value: Any) -> None:
    union(tuple(facts()["methods"][method]["returns"]))(value, method)


def check_update(update: Any) -> None:
    checker("Update")(update, "Update")
    if len(update) != 2:
        raise SpecBroken(f"Update: exactly one payload wanted, found {sorted(update)}")


def broken(path: str, wanted: str, value: Any) -> SpecBroken:
    return SpecBroken(f"{path}: {wanted} wanted, found {value!r:.200}")


def integer(value: Any, path: str) -> None:
    if type(value) is not int:
        raise broken(path, "Integer", value)


def number(value: Any, path: str) -> None:
    if type(value) not in (int, float):
        raise broken(path, "Float", value)


def string(value: Any, path: str) -> None:
    if type(value) is not str:
        raise broken(path, "String", value)


def boolean(value: Any, path: str) -> None:
    if type(value) is not bool:
        raise broken(path, "Boolean", value)


PRIMITIVES: dict[str, Check] = {
    "Integer": integer,
    "Float": number,
    "String": string,
    "Boolean": boolean,
    "InputFile": string,
}


@cache
def union(types: tuple[str, ...]) -> Check:
    """A check that is content with any of the types."""
    if len(types) == 1:
        return checker(types[0])
    checks = [checker(name) for name in types]

    def any_of(value: Any, path: str) -> None:
        problems = []
        for check in checks:
            try:
                return check(value, path)
            except SpecBroken as problem:
                problems.append(str(problem))
        raise SpecBroken(" or ".join(problems))

    return any_of


@cache
def checker(name: str) -> Check:
    """The check of one type, compiled at its first use because types refer to each other in circles."""
    if name in PRIMITIVES:
        return PRIMITIVES[name]
    if name.startswith("Array of "):
        return array(name.removeprefix("Array of "))
    compiled: list[Check] = []

    def late(value: Any, path: str) -> None:
        if not compiled:
            description = facts()["types"][name]
            compiled.append(choice(name) if "subtypes" in description else record(name))
        compiled[0](value, path)

    return late


def array(name: str) -> Check:
    item = checker(name)

    def check(value: Any, path: str) -> None:
        if type(value) is not list:
            raise broken(path, f"Array of {name}", value)
        for position, element in enumerate(value):
            item(element, f"{path}[{position}]")

    return check


def record(name: str) -> Check:
    """A type with fields: all required ones there, no unknown one, none null."""
    fields = fields_of(facts()["types"][name])
    checks = {field.name: (union(field.types), field.const) for field in fields}
    required = frozenset(field.name for field in fields if field.required)

    def check(value: Any, path: str) -> None:
        if type(value) is not dict:
            raise broken(path, name, value)
        for key, content in value.items():
            if key not in checks:
                raise SpecBroken(f"{path}: {name} has no field {key}")
            field, const = checks[key]
            field(content, f"{path}.{key}")
            if const is not None and content != const:
                raise broken(f"{path}.{key}", repr(const), content)
        if not required <= value.keys():
            raise SpecBroken(f"{path}: {name} lacks {sorted(required - value.keys())}")

    return check


def choice(name: str) -> Check:
    """An abstract type: the one subtype whose constants fit is the one to be held to."""
    if name == "MaybeInaccessibleMessage":
        return maybe_inaccessible
    return union(tuple(facts()["types"][name]["subtypes"]))


def maybe_inaccessible(value: Any, path: str) -> None:
    gone = type(value) is dict and value.get("date") == 0
    checker("InaccessibleMessage" if gone else "Message")(value, path)
