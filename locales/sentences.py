"""Putting values into a sentence: by name only, escaped, and unable to turn or break it."""

import html
from collections.abc import Mapping
from functools import lru_cache
from string import Formatter

from locales.marks import isolated, settled


class Safe(str):
    """Telegram HTML that is already escaped."""

    __slots__ = ()


class SentenceBroken(Exception):
    """A sentence asks for a value by something other than a plain name it was given."""


def rendered(value: object, *, markup: bool, rtl: bool) -> str:
    """Give a value as it stands in a sentence."""
    text = settled(str(value))
    if markup and not isinstance(value, Safe):
        text = html.escape(text, quote=False)
    return isolated(text) if rtl else text


def fill(sentence: str, values: Mapping[str, str]) -> str:
    """Put values into a sentence, or raise SentenceBroken."""
    try:
        return "".join(literal + (values[name] if name else "") for literal, name in pieces(sentence))
    except KeyError as missing:
        raise SentenceBroken(sentence) from missing


@lru_cache(maxsize=4096)
def pieces(sentence: str) -> tuple[tuple[str, str | None], ...]:
    """Split a sentence at its placeholders; raise SentenceBroken at one that is no plain `{name}`.

    A translation must reach neither attributes nor positions nor the formatting of a value.
    """
    try:
        return tuple(_piece(*parsed) for parsed in Formatter().parse(sentence))
    except ValueError as broken:
        raise SentenceBroken(sentence) from broken


def _piece(literal: str, name: str | None, layout: str | None, conversion: str | None) -> tuple[str, str | None]:
    if name is not None and (layout or conversion or not name.isidentifier()):
        raise ValueError(name)
    return literal, name
