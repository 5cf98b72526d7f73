"""Plain facts about the tables, for papers: what columns there are, which are sealed, and what a person is shown."""

from dataclasses import dataclass

from sqlalchemy import LargeBinary, Table

from storage.personal import KEPT, NOT_PERSONAL
from storage.schema import metadata
from storage.sealed import HASHES


@dataclass(frozen=True, slots=True)
class ColumnFact:
    """One column; `withheld` is why a person does not get it when she asks for all about her, or nothing."""

    name: str
    sealed: bool
    withheld: str | None


@dataclass(frozen=True, slots=True)
class TableFact:
    """One table; `withheld` is why nothing of it is anybody's."""

    name: str
    columns: tuple[ColumnFact, ...]
    withheld: str | None


def facts() -> list[TableFact]:
    """All tables, in the order of what points at what."""
    return [_facts_of(table) for table in metadata.sorted_tables]


def _facts_of(table: Table) -> TableFact:
    kept = KEPT.get(table)
    withheld = kept.not_personal if kept else {}
    columns = [
        ColumnFact(
            column.name,
            isinstance(column.type, LargeBinary) and column.name not in HASHES,
            withheld.get(column.name),
        )
        for column in table.columns
    ]
    return TableFact(table.name, tuple(columns), NOT_PERSONAL.get(table))
