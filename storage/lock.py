"""One house at a time on a shared PostgreSQL database: a lock that dies with whoever holds it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from storage.engine import Database
from storage.on_server import open_server

# Any number will do, as long as every Nabobot asks for the same one.
NUMBER = 0x6E61626F


@asynccontextmanager
async def advisory_lock(database: Database) -> AsyncIterator[bool]:
    """Hold the lock on a connection of its own; say whether it could be had."""
    engine = open_server(database.url)
    try:
        async with engine.connect() as connection:
            connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
            held = await connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": NUMBER})
            yield bool(held.scalar())
    finally:
        # A pooled connection would keep the lock after us.
        await engine.dispose()
