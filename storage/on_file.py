"""SQLite, used where it stands: one connection in this process, whose statements run without changing threads.

A statement takes some tens of microseconds; handing it to another thread and back takes several times that. Only what
can wait for a disk or for another process (the lock at the beginning, the commit) is done in a thread.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Engine, Executable, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL, Dialect

from storage.fixed_sqlite import journal_mode

T = TypeVar("T")


class Immediate(SQLiteDialect_pysqlite):
    """SQLite whose every transaction holds the lock from the start.

    A listener for `begin` could say the same; SQLAlchemy then asks at every statement whether somebody listens, which
    made a transaction twice as slow.
    """

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin as somebody who will write."""
        dbapi_connection.cursor().execute("BEGIN IMMEDIATE")


registry.register("sqlite.immediate", __name__, Immediate.__name__)


class InPlace:
    """A connection that looks like an asynchronous one and never waits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """What this database speaks."""
        return self._connection.dialect

    async def execute(self, statement: Executable, parameters: Any = None, /) -> CursorResult[Any]:
        """Run one statement."""
        return self._connection.execute(statement, parameters)

    async def exec_driver_sql(self, statement: str, /) -> CursorResult[Any]:
        """Run a statement as the driver takes it."""
        return self._connection.exec_driver_sql(statement)

    async def run_sync(self, work: Callable[..., T], /, *args: Any) -> T:
        """Let a function use the connection itself."""
        return work(self._connection, *args)

    async def rollback(self) -> None:
        """Take everything back."""
        self._connection.rollback()


class File:
    """One SQLite file; whoever wants to write in this process waits for the lock here."""

    def __init__(self, url: URL) -> None:
        self._engine = open_file(url)
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[InPlace]:
        """A transaction that may write from its first statement."""
        async with self._lock:
            # Whatever happens, the connection goes back, and what was not committed is rolled back.
            with ExitStack() as held:
                # Another process may hold the lock, and the disk may be slow: neither stops the loop.
                connection = await aside(partial(self._begun, held))
                yield InPlace(connection)
                await aside(connection.commit)

    def _begun(self, held: ExitStack) -> Connection:
        connection = held.enter_context(self._engine.connect())
        connection.begin()
        return connection

    async def empty_log(self) -> None:
        """Bring the write-ahead log into the file and cut it to nothing."""
        async with self._lock:
            await aside(self._checkpoint)

    def _checkpoint(self) -> None:
        # Past SQLAlchemy, which would open a transaction; there is no checkpoint inside one.
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    async def close(self) -> None:
        """Close the file, once nobody is at it: who just takes the connection would wait half a minute for it."""
        async with self._lock:
            self._engine.dispose()


async def aside(work: Callable[[], T]) -> T:
    """Do something in a thread; whoever is cancelled meanwhile still leaves the connection to nobody else."""
    doing = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        await asyncio.wait([doing])
        raise


def open_file(url: URL) -> Engine:
    """An engine on a file, whose every transaction holds the lock from the start."""
    engine = create_engine(
        url.set(drivername="sqlite+immediate"),
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    # The driver's own transactions neither cover DDL nor lock early enough; the one that `Immediate` begins does both.
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
