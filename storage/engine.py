"""The database: how it is opened, and the one kind of transaction everything happens in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CursorResult, Executable, MetaData, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.sql.schema import Table

from storage.cipher import Cipher
from storage.fixed_sqlite import journal_mode

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


@dataclass(frozen=True, slots=True)
class Tx:
    """An open transaction, and the cipher for what people write. Whoever opened it commits it; nobody else."""

    connection: AsyncConnection
    cipher: Cipher

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
        dialect = sqlite if self.connection.dialect.name == "sqlite" else postgresql
        return dialect.insert(table).on_conflict_do_nothing()


class Database:
    """One database and its transactions."""

    def __init__(self, url: str, cipher: Cipher) -> None:
        self.url, self.cipher = make_url(url), cipher
        self.engine = open_engine(self.url)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """A writing transaction: committed when the block ends well, else rolled back whole."""
        async with self.engine.begin() as connection:
            yield Tx(connection, self.cipher)

    async def empty_log(self) -> None:
        """Bring SQLite's write-ahead log into the file and cut it to nothing: what was erased still stands in it."""
        if self.url.get_backend_name() != "sqlite":
            return
        async with self.engine.connect() as connection:
            # Past SQLAlchemy, which would open a transaction; there is no checkpoint inside one.
            driver: Any = (await connection.get_raw_connection()).driver_connection
            await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()


def open_engine(url: URL) -> AsyncEngine:
    """An engine whose every transaction may write; on SQLite it holds the lock from the start."""
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, pool_size=4, max_overflow=0, hide_parameters=True)
    # One connection is all the writers there can be in SQLite; others of this process wait for it here.
    engine = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=60, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    # The driver's own transactions neither cover DDL nor lock early enough; SQLAlchemy's `begin` below does both.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "busy_timeout=5000",
        f"journal_mode={journal_mode()}",
        # We acknowledge to Telegram what is committed: it must survive a power cut too.
        "synchronous=FULL",
        "foreign_keys=ON",
        # What was erased must not linger in free pages.
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
