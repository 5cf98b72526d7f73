"""Whether the keys we have open what is stored: better found out at the door than at the first letter."""

from functools import cache
from typing import Any

from sqlalchemy import Column, LargeBinary, Select, select

from storage.cipher import WrongKey
from storage.engine import Tx, metadata

HASHES = frozenset({"token_hash"})


async def refuse_wrong_keys(tx: Tx) -> None:
    """Try the newest sealed text of every kind; raise WrongKey when one cannot be opened."""
    for newest in (await tx.execute(_newest())).one():
        tx.unseal(newest)


@cache
def _newest() -> Select[Any]:
    """One of each kind, side by side."""
    return select(*[_newest_in(column).scalar_subquery() for column in _sealed_columns()])


def _newest_in(column: Column[bytes]) -> Select[Any]:
    return select(column).where(column.is_not(None)).order_by(*(c.desc() for c in column.table.primary_key)).limit(1)


def _sealed_columns() -> list[Column[bytes]]:
    tables = metadata.tables.values()
    return [
        column
        for table in tables
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.name not in HASHES
    ]


__all__ = ["WrongKey", "refuse_wrong_keys"]
