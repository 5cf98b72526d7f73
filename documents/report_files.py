"""The figures of a year for other programs: comma-separated values for a spreadsheet, and JSON."""

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from io import StringIO
from typing import Any

from documents.report_rows import COLUMNS, Row, responses_of, singles_of
from domain.criteria import Criterion
from domain.figures import Year

# Raised when a name in the file changes or goes; a new one may come without it.
SCHEMA = "nabobot-report/1"
# A spreadsheet would take a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Sequence[Row], decimal: str) -> bytes:
    """One row for each figure and part: UTF-8 with its mark, semicolons, days as 2026-12-31, and this decimal sign.

    Danish spreadsheets open such a file with a double click; with a decimal point they read it in English.
    """
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value, decimal) for value in asdict(row).values()] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _cell(value: object, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return _plain(value).replace(".", decimal)
    if isinstance(value, int | date):
        return str(value)
    return harmless(str(value))


def _plain(value: float) -> str:
    """A number without the noise of its last digits."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_json(plan: str, year: Year, criteria: Sequence[Criterion], rows: Sequence[Row]) -> bytes:
    """Everything the report is made of, for other programs."""
    said = {
        "schema": SCHEMA,
        "plan": plan,
        "year": year.year,
        "closed_on": year.closed_on,
        "talks": year.talks,
        "figures": [asdict(row) for row in rows],
        "singles": [_named("criterion day value of", one) for one in singles_of(year, criteria)],
        "responses": [_named("criterion what of number", one) for one in responses_of(year, criteria)],
        "registered": [one for criterion in criteria for one in _registered(year, criterion)],
        "themes": {survey: list(texts) for survey, texts in sorted(year.themes.items())},
    }
    return (json.dumps(said, ensure_ascii=False, indent=2, default=str) + "\n").encode()


def _named(names: str, values: Sequence[object]) -> dict[str, object]:
    return dict(zip(names.split(), values, strict=True))


def _registered(year: Year, criterion: Criterion) -> list[dict[str, Any]]:
    figure = year.figure(criterion.key)
    counts = figure.registered if figure else {}
    return [{"criterion": criterion.key, "outcome": outcome, "number": number} for outcome, number in counts.items()]
