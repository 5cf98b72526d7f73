"""The sentences of a language as a workbook (XLSX): whoever speaks it reads them, and writes into two columns."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from documents.report_sheets import MADE, OPTIONS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# What the columns are called, and how wide they are. A sheet that comes back is read by these names.
COLUMNS = {
    "number": ("Nr.", 6),
    "where": ("Hvor", 22),
    "english": ("English", 40),
    "danish": ("Dansk", 40),
    "draft": ("Nu / Now", 40),
    "ok": ("OK", 6),
    "better": ("Bedre / Better", 44),
    "form": ("Form", 14),
    "limit": ("Grænse / Limit", 16),
    "note": ("Note", 30),
    "state": ("Status", 16),
    "picture": ("Billede / Picture", 30),
    "key": ("Kortnavn", 14),
    "version": ("Version", 14),
}
HEADINGS = {name: heading for name, (heading, _) in COLUMNS.items()}
LANGUAGE, NAME, DAY = "Sprog / Language", "Dit navn / Your name", "Dato / Date"
HOW = (
    "Er sætningen rigtig, så skriv x under OK. Er den ikke, så skriv hele sætningen under Bedre. "
    "Navne i {krølleparentes} og tegn som <b> bliver stående.\n"
    "If a sentence is right, write x under OK. If not, write the whole sentence under Better. "
    "Names in {braces} and signs such as <b> stay as they are."
)
_FILLED_IN = ("ok", "better")
_HOW_ROW, _HEADING_ROW = 4, 5
# How high a row with a picture is, and how wide the picture may be, in pixels.
_HIGH, _WIDE = 260, 210
_PNG = b"\x89PNG\r\n\x1a\n"


def forms_said(forms: int) -> Iterator[str]:
    """How the rows of a sentence say which of its forms they are; one that counts nothing says nothing."""
    return (f"{form}/{forms}" if forms > 1 else "" for form in range(1, forms + 1))


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a sentence, or one form of it where it counts something."""

    english: str
    danish: str
    draft: str
    state: str
    where: str
    note: str
    limit: str
    form: str
    key: str
    version: str
    picture: Path | None = None


def words_sheet(code: str, title: str, lines: Sequence[Line], *, rtl: bool) -> bytes:
    """The file; it opens from the right where the language does."""
    # Loaded here: most starts of the bot never write a workbook.
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(file, OPTIONS)
    book.set_properties({"title": title, "created": MADE})
    page = book.add_worksheet(code)
    if rtl:
        page.right_to_left()
    looks = _Looks(book, rtl=rtl)
    _head(page, looks, code, title)
    for row, line in enumerate(lines, _HEADING_ROW + 1):
        _write(page, looks, row, row - _HEADING_ROW, line)
    _frame(page, len(lines))
    book.close()
    return file.getvalue()


class _Looks:
    """How cells look: what is to be filled in is open and coloured, the rest is locked."""

    def __init__(self, book: "Workbook", *, rtl: bool) -> None:
        text = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#d0d0d0"}
        here = {"reading_order": 2 if rtl else 1, "align": "right" if rtl else "left"}
        left = {"reading_order": 1, "align": "left"}
        # As text: else words that begin with = or +, or look like a day, become something else while she types them.
        open_ = {"locked": False, "bg_color": "#fff7d6", "num_format": "@"}
        self.title: Format = book.add_format({"bold": True, "font_size": 14, **left})
        self.how: Format = book.add_format({"text_wrap": True, "valign": "top", **left})
        head = {"bold": True, "font_color": "#ffffff", "bg_color": "#14505c", "text_wrap": True, "valign": "top"}
        self.head: Format = book.add_format(head)
        self.ours: Format = book.add_format({**text, **left})
        self.theirs: Format = book.add_format({**text, **here})
        self.better: Format = book.add_format({**text, **here, **open_})
        self.open: Format = book.add_format({**text, **left, **open_})
        self.day: Format = book.add_format({**text, **left, **open_, "num_format": "yyyy-mm-dd"})


def _head(page: "Worksheet", looks: _Looks, code: str, title: str) -> None:
    page.write_string(0, 0, title, looks.title)
    for row, (label, value, look) in enumerate(
        ((LANGUAGE, code, looks.ours), (NAME, "", looks.open), (DAY, "", looks.day)), 1
    ):
        page.merge_range(row, 0, row, 1, label, looks.how)
        page.write(row, 2, value or None, look)
    page.merge_range(_HOW_ROW, 0, _HOW_ROW, len(COLUMNS) - 1, HOW, looks.how)
    page.set_row(_HOW_ROW, 36)
    for place, (heading, width) in enumerate(COLUMNS.values()):
        hidden = {"hidden": True} if heading == HEADINGS["version"] else {}
        page.set_column(place, place, width, None, hidden)
        page.write_string(_HEADING_ROW, place, heading, looks.head)


def _write(page: "Worksheet", looks: _Looks, row: int, number: int, line: Line) -> None:
    for place, name in enumerate(COLUMNS):
        if name == "number":
            page.write_number(row, place, number, looks.ours)
        elif name in _FILLED_IN:
            page.write_blank(row, place, None, looks.better if name == "better" else looks.open)
        elif name == "picture":
            page.write_blank(row, place, None, looks.ours)
            _show(page, row, place, line.picture)
        else:
            page.write_string(row, place, getattr(line, name), looks.theirs if name == "draft" else looks.ours)


def _show(page: "Worksheet", row: int, place: int, picture: Path | None) -> None:
    """A picture of the screen, made as small as its cell."""
    if picture is None:
        return
    wide, high = _size(picture)
    scale = min(1.0, _HIGH / high, _WIDE / wide)
    page.set_row_pixels(row, _HIGH + 4)
    page.insert_image(row, place, str(picture), {"x_scale": scale, "y_scale": scale, "object_position": 1})


def _size(picture: Path) -> tuple[int, int]:
    """How many pixels a PNG has, across and down; of what is none, as many as fit."""
    with picture.open("rb") as file:
        head = file.read(24)
    if not head.startswith(_PNG):
        return _WIDE, _HIGH
    wide, high = struct.unpack(">II", head[16:24])
    return max(1, wide), max(1, high)


def _frame(page: "Worksheet", lines: int) -> None:
    """What stays in sight, what can be sorted out, and what nobody changes by mistake."""
    page.freeze_panes(_HEADING_ROW + 1, 0)
    page.autofilter(_HEADING_ROW, 0, _HEADING_ROW + lines, len(COLUMNS) - 1)
    page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEADING_ROW)
