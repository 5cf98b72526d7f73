"""A sheet with the sentences of a language as it comes back: whose it is, and what its rows say."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from bot.plan_reading import Unreadable
from documents.words_sheet import DAY, HEADINGS, LANGUAGE, NAME

# No language has more rows; a sheet of any length would be a way to make us work.
MOST_ROWS = 20_000
# What a program for sheets puts in the place of words that it took for a formula.
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
YES = frozenset({"x", "ok", "ja", "yes", "✓", "✔", "✔️", "✅", "1", "true", "j", "y"})
_IN_DANISH = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with its number in the file: a sentence or one form of it."""

    number: int
    cells: Mapping[str, str]

    @property
    def ok(self) -> str:
        """What stands under OK."""
        return self.cells["ok"].strip()

    @property
    def right(self) -> bool:
        """Whether she says that it is right."""
        return self.ok.casefold() in YES

    @property
    def better(self) -> str:
        """How she says it, if she says it otherwise."""
        return "" if self.cells["better"].strip() == self.cells["draft"].strip() else self.cells["better"]

    @property
    def form(self) -> str:
        """Which form of a plural it is, as it stands in front of its example; of any other sentence nothing."""
        return self.cells.get("form", "").partition(":")[0].strip()

    @property
    def says(self) -> bool:
        """Whether anything is filled in."""
        return bool(self.ok or self.cells["better"].strip())


@dataclass(slots=True)
class Sheet:
    """A sheet: its language, who filled it in and when, and its rows, those of one sentence together."""

    language: str = ""
    name: str = ""
    day: date | None = None
    sentences: dict[str, list[Row]] = field(default_factory=dict)


def read_sheet(path: Path) -> Sheet:
    """Read a sheet that `words export` made."""
    # Slow to import, and needed by nobody else.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS))
    except (InvalidFileException, BadZipFile, KeyError, ValueError, IndexError):
        raise Unreadable(f"{path.name} is no XLSX file that can be read: save it anew as an Excel workbook") from None
    sheet = _read(enumerate(rows, 1))
    if not sheet.language or not sheet.sentences:
        raise Unreadable(f"{path.name} is not a sheet that `nabobot words export` made, or its headings are gone")
    return sheet


def _read(rows: Iterable[tuple[int, Sequence[Any]]]) -> Sheet:
    sheet, places = Sheet(), dict[str, int]()
    for number, cells in rows:
        said = [_said(cell) for cell in cells]
        if not places:
            _read_head(sheet, cells, said)
            places = {name: said.index(heading) for name, heading in HEADINGS.items() if heading in said}
            places = places if {"key", "version", "draft", "ok", "better"} <= set(places) else {}
        else:
            # A row may end with its last cell that says anything.
            row = Row(number, {name: said[place] if place < len(said) else "" for name, place in places.items()})
            if key := row.cells["key"].strip():
                sheet.sentences.setdefault(key, []).append(row)
    return sheet


def _said(cell: object) -> str:
    return "" if cell is None else str(cell).replace("\r\n", "\n").replace("\r", "\n")


def _read_head(sheet: Sheet, cells: Sequence[Any], said: Sequence[str]) -> None:
    """What stands above the headings: a label, and what belongs to it in the next cell that says anything."""
    filled = [place for place, words in enumerate(said) if words.strip()]
    if len(filled) < 2:
        return
    label, other, *_ = filled
    match said[label].strip(), said[other].strip(), cells[other]:
        case (heading, words, _) if heading == LANGUAGE:
            sheet.language = words
        case (heading, words, _) if heading == NAME:
            sheet.name = " ".join(words.split())
        case (heading, words, cell) if heading == DAY:
            sheet.day = cell.date() if isinstance(cell, datetime) else _day(words)


def _day(words: str) -> date | None:
    """A day as people here write it, or as computers do."""
    if found := _IN_DANISH.fullmatch(words):
        words = "{2}-{1:0>2}-{0:0>2}".format(*found.groups())
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
