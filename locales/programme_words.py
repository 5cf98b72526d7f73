"""The words of a programme file in the languages in which it does not say them: catalogues in a folder beside it.

A text is known by what the file says in English, or in Danish where it says nothing in English.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages import Catalog

from locales.languages import LANGUAGES
from locales.translator import PROGRAMME

# Read by staff alone, in Danish, and in the yearly report, in English: no resident's language is asked for.
STAFFS = ("criteria", "counselling.bridges", "activities.gathering.partners", "surveys.texts")


def words_beside(programme: Path) -> Path:
    """The folder with a programme's catalogues: `viby-syd.words` beside `viby-syd.toml`."""
    return programme.with_suffix(".words")


def in_danish(tables: Mapping[str, Any]) -> dict[str, str]:
    """What the texts of a programme say in Danish, by that by which they are known."""
    return {texts.get("en") or texts["da"]: texts["da"] for _, texts in _texts(tables, "")}


def template_of(tables: Mapping[str, Any], code: str | None = None) -> Catalog:
    """Every text of a programme that residents read and that is not said in this language."""
    asked = Catalog()
    for place, texts in _texts(tables, ""):
        source = texts.get("en") or texts["da"]
        if code not in texts:
            asked.add(source, context=PROGRAMME, auto_comments=[place])
    return asked


def _texts(value: object, place: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Go through the tables; one whose keys are languages is a text."""
    if isinstance(value, Mapping):
        if "da" in value and set(value) <= set(LANGUAGES):
            yield place, value
            return
        for name, one in value.items():
            inner = f"{place}.{name}".lstrip(".")
            if inner not in STAFFS:
                yield from _texts(one, inner)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, place)
