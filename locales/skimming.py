"""Seeing at a glance whether a catalogue says everything: at a start thirteen of them would take long to read.

Only what is plainly complete is seen as that; every doubt is settled by reading both, as Babel reads them.
"""

import re
from pathlib import Path

from locales.catalogues import RESIDENTS, path_of, read, untranslated

_ENTRY = re.compile(r'^(?:msgctxt (".*")\n)?msgid (".*?)\nmsgstr', re.MULTILINE | re.DOTALL)
_EMPTY = re.compile(r'^msgstr(?:\[\d\])? ""$(?!\n")', re.MULTILINE)
_FUZZY = re.compile("^#,.*fuzzy", re.MULTILINE)


def says_all(folder: Path, code: str) -> bool:
    """Whether a language says every sentence of the English catalogue, and is sure of it."""
    source, written = path_of(folder, "en", RESIDENTS), path_of(folder, code, RESIDENTS)
    if code == "en" or _plainly_all(source, written):
        return True
    return not untranslated(read(written, code), read(source, "en"))


def _plainly_all(source: Path, written: Path) -> bool:
    if not source.exists():
        return False
    text = written.read_text("utf-8").split("\n\n", 1)[-1]
    asked = set(_ENTRY.findall(source.read_text("utf-8").split("\n\n", 1)[-1]))
    return not _EMPTY.search(text) and not _FUZZY.search(text) and asked == set(_ENTRY.findall(text))
