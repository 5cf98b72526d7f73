"""A plan as a file: the rows of an XLSX, CSV or TOML file, and an empty one to fill in."""

import csv
import io
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from bot.reports import Mishap
from domain.plan_file import COLUMNS, Row

Rows = list[tuple[int, Row]]
# More is no plan of one year.
MOST_ROWS = 500
# A row that begins so is a word to whoever fills it in.
REMARK = "#"


class Unreadable(Mishap):
    """The file cannot be read as what its name says; the message says what to do."""


def read_rows(path: Path) -> Rows:
    """The rows of a file, each with its number in it."""
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        raise Unreadable(f"{path.name}: a plan is a file that ends in {', '.join(sorted(_READERS))}")
    rows = reader(path)
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"{path.name}: {len(rows)} rows are more than a plan can have; {MOST_ROWS} are the most")
    return rows


def _read_xlsx(path: Path) -> Rows:
    # Slow to import, and needed by nobody else.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
        return _table(enumerate(book.worksheets[0].iter_rows(values_only=True, max_row=10 * MOST_ROWS), 1))
    except (InvalidFileException, BadZipFile, KeyError, ValueError, IndexError):
        raise Unreadable(f"{path.name} is no XLSX file that can be read: save it anew as an Excel workbook") from None


def _read_csv(path: Path) -> Rows:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # As Excel writes it on a Danish Windows.
        text = content.decode("cp1252", errors="replace")
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith(REMARK)), "")
    between = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    try:
        lines = [(reader.line_num, row) for row in reader]
    except csv.Error as problem:
        raise Unreadable(f"{path.name}, line {reader.line_num}: {problem}") from None
    _of_one_width(path, lines, between)
    return _table(lines)


def _of_one_width(path: Path, lines: Sequence[tuple[int, list[str]]], between: str) -> None:
    """A comma in somebody's words must not push the rest under other headings, or out."""
    said = [(number, row) for number, row in lines if any(row) and not row[0].lstrip().startswith(REMARK)]
    width = len(said[0][1]) if said else 0
    for number, row in said:
        if len(row) > width:
            raise Unreadable(
                f"{path.name}, line {number}: {len(row)} cells, but {width} headings;"
                f' put words that hold a {between!r} between "quotation marks"'
            )


def _table(lines: Iterable[tuple[int, Sequence[Any]]]) -> Rows:
    """The first row that says anything holds the headings; empty rows and remarks are passed over."""
    headings: list[str] | None = None
    rows: Rows = []
    for number, cells in lines:
        said = ["" if cell is None else str(cell).strip() for cell in cells]
        if not any(said) or said[0].startswith(REMARK):
            continue
        if headings is None:
            headings = said
        else:
            rows.append((number, {name: cell for name, cell in zip(headings, cells, strict=False) if name}))
    return rows


def _read_toml(path: Path) -> Rows:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Unreadable(f"{path.name} is not TOML: {problem}") from None
    plan = tables.get("plan", [])
    if not isinstance(plan, list) or not all(isinstance(one, dict) for one in plan):
        raise Unreadable(f"{path.name}: each session is a table that begins with [[plan]]")
    return list(enumerate(plan, 1))


_READERS: Mapping[str, Callable[[Path], Rows]] = {".xlsx": _read_xlsx, ".csv": _read_csv, ".toml": _read_toml}


def write_template(path: Path, kind: str, activities: Sequence[str], themes: Sequence[str]) -> None:
    """An empty plan: the headings, a remark that shows a row, and the names that are known."""
    path.write_bytes(_WRITERS[kind](activities, themes))


def _example(activities: Sequence[str], themes: Sequence[str]) -> dict[str, str]:
    first = {"activity": activities[0], "date": "12-01-2027", "from": "17:00", "to": "19:30", "theme": themes[0]}
    return {names[0]: first.get(column, "") for column, names in COLUMNS.items()}


def _remarks(activities: Sequence[str], themes: Sequence[str]) -> list[str]:
    return [f"Aktiviteter: {', '.join(activities)}", f"Temaer: {', '.join(themes)}"]


def _csv(activities: Sequence[str], themes: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    example = _example(activities, themes)
    writer.writerow(example)
    first, *rest = example.values()
    writer.writerow([f"{REMARK} {first}", *rest])
    writer.writerows([f"{REMARK} {remark}"] for remark in _remarks(activities, themes))
    # With this mark Excel reads it as UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _toml(activities: Sequence[str], themes: Sequence[str]) -> bytes:
    example = [f'{REMARK} "{name}" = "{value}"' for name, value in _example(activities, themes).items()]
    remarks = [f"{REMARK} {remark}" for remark in _remarks(activities, themes)]
    return "\n".join([*remarks, "", f"{REMARK} [[plan]]", *example, ""]).encode()


def _xlsx(activities: Sequence[str], themes: Sequence[str]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet, help_ = book.active, book.create_sheet("Vejledning")
    sheet.title = "Plan"
    example = _example(activities, themes)
    sheet.append(list(example))
    first, *rest = example.values()
    sheet.append([f"{REMARK} {first}", *rest])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 16
    sheet.freeze_panes = "A2"
    for row in (["Aktiviteter"], *([one] for one in activities), [], ["Temaer"], *([one] for one in themes)):
        help_.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_WRITERS: Mapping[str, Callable[[Sequence[str], Sequence[str]], bytes]] = {"xlsx": _xlsx, "csv": _csv, "toml": _toml}
