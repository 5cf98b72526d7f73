"""The database, and the one kind of transaction everything happens in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import CursorResult, Executable, MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL, Dialect, make_url
from sqlalchemy.sql.schema import Table

from storage.cipher import Cipher

# Names for every constraint, so that a migration can drop what it once made, in any database.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class OpenConnection(Protocol):
    """What a transaction needs of a connection, be it to a file or to a server."""

    @property
    def dialect(self) -> Dialect: ...

    async def execute(self, statement: Executable, parameters: Any = None, /) -> CursorResult[Any]: ...

    async def exec_driver_sql(self, statement: str, /) -> CursorResult[Any]: ...

    async def run_sync(self, work: Any, /, *args: Any) -> Any: ...

    async def rollback(self) -> None: ...


class Store(Protocol):
    """Where the tables lie: `storage.on_file` or `storage.on_server`."""

    def begin(self) -> Any: ...

    async def empty_log(self) -> None: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Tx:
    """An open transaction, and the cipher for what people write. Whoever opened it commits it; nobody else.

    `changed` names what was changed in it that others who act in the same transaction have read before; `read` holds
    what all who act in it would ask for again.
    """

    connection: OpenConnection
    cipher: Cipher
    changed: set[str] = field(default_factory=set)
    read: dict[str, Any] = field(default_factory=dict)

    async def execute(self, statement: Executable, rows: Any = None) -> CursorResult[Any]:
        """Run one statement; with rows, once for each of them."""
        return await self.connection.execute(statement, rows)

    def seal(self, text: str | None) -> bytes | None:
        """Encrypt what a person wrote."""
        return self.cipher.seal(text)

    def unseal(self, sealed: bytes | None) -> str | None:
        """Read what a person wrote."""
        return self.cipher.unseal(sealed)

    def insert_new(self, table: Table) -> Any:
        """An insert that passes over rows which are there already, in either database."""
        if self.connection.dialect.name == "sqlite":
            return sqlite.insert(table).on_conflict_do_nothing()
        from sqlalchemy.dialects import postgresql  # Not loaded where nobody speaks it.

        return postgresql.insert(table).on_conflict_do_nothing()


class Database:
    """One database and its transactions."""

    def __init__(self, url: str, cipher: Cipher) -> None:
        self.url, self.cipher = make_url(url), cipher
        self._store: Store = _store(self.url)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """A writing transaction: committed when the block ends well, else rolled back whole."""
        async with self._store.begin() as connection:
            yield Tx(connection, self.cipher)

    async def empty_log(self) -> None:
        """Cut SQLite's write-ahead log to nothing: what was erased still stands in it. Nothing to do on a server."""
        await self._store.empty_log()

    async def close(self) -> None:
        """Let go of every connection."""
        await self._store.close()


def _store(url: URL) -> Store:
    # Each loads what it needs: the machinery for servers is a tenth of the start, and most houses have a file.
    if url.get_backend_name() == "sqlite":
        from storage.on_file import File

        return File(url)
    from storage.on_server import Server

    return Server(url)
