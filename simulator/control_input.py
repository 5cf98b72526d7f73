"""Reads what a request asks for, and says in plain words what is wrong with it."""

import json
from typing import Any, TypeVar

from starlette.requests import Request

Given = dict[str, Any]
Value = TypeVar("Value", str, int, float)
NAMES = {str: "a text", int: "a whole number", float: "a number"}


class Refused(Exception):
    """A request that cannot be met; the words are for whoever made it."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


async def body_of(request: Request) -> Given:
    """Read the JSON object that came with the request; nothing at all counts as an empty one."""
    try:
        given = json.loads(await request.body() or b"{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Refused(400, "the body must be a JSON object")
    return given


def optional(given: Given, name: str, kind: type[Value]) -> Value | None:
    """Read a value that may be missing or null."""
    value = given.get(name)
    if kind is float and isinstance(value, int):
        value = float(value) if not isinstance(value, bool) else value
    if value is None or (isinstance(value, kind) and not isinstance(value, bool)):
        return value
    raise Refused(400, f'"{name}" must be {NAMES[kind]}')


def required(given: Given, name: str, kind: type[Value]) -> Value:
    value = optional(given, name, kind)
    if value is None:
        raise Refused(400, f'"{name}" is missing: {NAMES[kind]}')
    return value
