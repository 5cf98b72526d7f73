"""The figures of a year as a workbook (XLSX): numbers are numbers, and no text is ever a formula."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from documents.report_rows import COLUMNS, SHARES, YEARS, Row
from domain.criteria import Measure

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Texts are texts; and a file of the same figures has the same bytes, whenever it is made.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# What a workbook says of when it was made, where the year is not closed: nothing that depends on the clock.
MADE = datetime(2000, 1, 1, tzinfo=UTC)
_WIDEST, _NARROWEST = 60, 9
# The goal of these is a share as well.
_SHARES = frozenset({Measure.ANSWERS.value, Measure.OUTCOME.value})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its columns, and its rows; those in `shares` are percent, in `years` years.

    `cells` are single ones that are percent as well, by row and column.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    shares: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    cells: frozenset[tuple[int, int]] = frozenset()


def figures_sheet(name: str, rows: Sequence[Row]) -> Sheet:
    """Every figure and every part, with the same columns as the comma-separated file."""
    shares, years = (frozenset(COLUMNS.index(column) for column in which) for which in (SHARES, YEARS))
    target = COLUMNS.index("target")
    cells = frozenset((number, target) for number, row in enumerate(rows) if row.measure in _SHARES)
    return Sheet(name, COLUMNS, tuple(tuple(asdict(row).values()) for row in rows), shares, years, cells)


def as_workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """All sheets in one file."""
    # Loaded here: most starts of the bot never write a workbook.
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(file, OPTIONS)
    book.set_properties({"title": title, "created": MADE})
    formats = _Formats(book)
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name[:31]), sheet, formats)
    book.close()
    return file.getvalue()


class _Formats:
    """How cells look."""

    def __init__(self, book: "Workbook") -> None:
        heading = {"bold": True, "font_color": "#ffffff", "bg_color": "#14505c", "text_wrap": True, "valign": "top"}
        self.head: Format = book.add_format(heading)
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.number: Format = book.add_format({"num_format": "#,##0.##", "valign": "top"})
        self.whole: Format = book.add_format({"num_format": "#,##0", "valign": "top"})
        self.percent: Format = book.add_format({"num_format": "0.0%", "valign": "top"})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self.year: Format = book.add_format({"num_format": "0", "valign": "top", "align": "left"})


def _write(page: "Worksheet", sheet: Sheet, formats: _Formats) -> None:
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column, formats.head)
        page.set_column(place, place, _width(sheet, place))
    for line, row in enumerate(sheet.rows, 1):
        for place, value in enumerate(row):
            if place in sheet.years and value is not None:
                page.write_number(line, place, value, formats.year)
            else:
                share = place in sheet.shares or (line - 1, place) in sheet.cells
                _put(page, line, place, value, formats, share=share)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _put(page: "Worksheet", line: int, place: int, value: Any, formats: _Formats, *, share: bool) -> None:
    match value:
        case None:
            return
        case int() | float() if share:
            page.write_number(line, place, value, formats.percent)
        case int():
            page.write_number(line, place, value, formats.whole)
        case float():
            page.write_number(line, place, value, formats.whole if value.is_integer() else formats.number)
        case date():
            page.write_datetime(
                line, place, datetime(value.year, value.month, value.day, tzinfo=UTC).replace(tzinfo=None), formats.day
            )
        case _:
            page.write_string(line, place, str(value), formats.text)


def _width(sheet: Sheet, place: int) -> int:
    longest = max((len(str(row[place])) for row in sheet.rows if row[place] is not None), default=0)
    return max(_NARROWEST, min(max(longest, len(sheet.columns[place]) + 2), _WIDEST))
