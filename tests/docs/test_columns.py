"""docs/privacy.md describes every column of the database, and no other."""

import pytest
from sqlalchemy import LargeBinary

from storage.schema import metadata
from tests.docs.pages import DOCS, rows, section

PRIVACY = DOCS / "privacy.md"
TABLES = sorted(metadata.tables)
HASHES = {"token_hash"}


def described(table: str) -> dict[str, list[str]]:
    """What the page says of each column of a table."""
    return {row[0].strip("`"): row[1:] for row in rows(section(PRIVACY, f"### `{table}`"))}


def test_every_table_is_described_and_no_other() -> None:
    headings = [line for line in section(PRIVACY, "## Every column").splitlines() if line.startswith("### ")]
    assert sorted(heading.strip("# `") for heading in headings) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_and_no_other(table: str) -> None:
    assert list(described(table)) == [column.name for column in metadata.tables[table].columns]


@pytest.mark.parametrize("table", TABLES)
def test_of_every_column_stands_what_whose_who_and_until_when(table: str) -> None:
    assert {name: len(list(filter(None, cells))) for name, cells in described(table).items()} == dict.fromkeys(
        described(table), 4
    )


@pytest.mark.parametrize("table", TABLES)
def test_what_is_called_sealed_is(table: str) -> None:
    called = {name for name, cells in described(table).items() if cells[0].startswith("sealed: ")}
    sealed = {column.name for column in metadata.tables[table].columns if isinstance(column.type, LargeBinary)}
    assert called == sealed - HASHES
