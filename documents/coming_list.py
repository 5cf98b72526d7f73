"""The list of those who are coming, as a table for an office program."""

import csv
import io
from collections.abc import Iterable, Sequence

# What an office program would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A file of values apart by semicolons, as Danish office programs expect it; a name is never a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    # The mark in front tells them that it is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
