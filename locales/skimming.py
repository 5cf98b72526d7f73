"""Seeing at a glance whether a catalogue says everything: at a start thirteen of them would take long to read.

Only what is plainly complete is seen as that; every doubt is settled by reading both, as Babel reads them.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from locales.catalogues import RESIDENTS, path_of, read, untranslated

# An empty translation is one that no further line of text follows.
_GAPS = ('""\n\n', '""\nmsgstr[')
_FUZZY = re.compile("^#,.*fuzzy", re.MULTILINE)


def saying_all(folder: Path, codes: Iterable[str]) -> set[str]:
    """Which languages say every sentence of the English catalogue, and are sure of it."""
    source = path_of(folder, "en", RESIDENTS)
    asked = _sentences(_entries(source)) if source.exists() else None
    return {code for code in codes if _plainly_all(asked, folder, code) or _reads_as_all(source, folder, code)}


def _plainly_all(asked: set[str] | None, folder: Path, code: str) -> bool:
    text = _entries(path_of(folder, code, RESIDENTS))
    gaps = any(gap in text for gap in _GAPS) or text.endswith('""\n')
    unsure = "fuzzy" in text and _FUZZY.search(text)
    return not gaps and not unsure and _sentences(text) == asked


def _reads_as_all(source: Path, folder: Path, code: str) -> bool:
    return not untranslated(read(path_of(folder, code, RESIDENTS), code), read(source, "en"))


def _entries(path: Path) -> str:
    """What stands after the header."""
    return path.read_text("utf-8").partition("\n\n")[2]


def _sentences(entries: str) -> set[str]:
    """Every sentence with its context, as it is written: without the comments above and the translation below."""
    return {_from_its_name(entry.partition("\nmsgstr")[0]) for entry in entries.split("\n\n")}


def _from_its_name(entry: str) -> str:
    return entry if entry.startswith("msg") else entry.partition("\nmsg")[2]
