"""Brings a database to today's schema; the only module that needs Alembic."""

import asyncio
import importlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL

from storage.on_file import open_file
from storage.on_server import open_server
from storage.schema import REVISION

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('nabobot migration'))")


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file of their own."""
    config = Config()
    config.set_main_option("script_location", str(files("storage") / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def migrate(url: URL, to: str = "head") -> None:
    """Migrate one database, all of it or nothing; an existing SQLite file is copied first."""
    if url.get_backend_name() == "sqlite":
        _migrate_file(url, to)
        return
    # A thread of its own, so that it can be called whether or not a loop runs here.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _migrate_server(url, to)).result()


def _migrate_file(url: URL, to: str) -> None:
    engine = open_file(url)
    event.listen(engine, "connect", _let_tables_be_rebuilt)
    try:
        # One transaction around every step: another process that migrates waits here and then finds nothing to do.
        with engine.begin() as connection:
            _on_file(connection, url, to)
    finally:
        engine.dispose()


async def _migrate_server(url: URL, to: str) -> None:
    engine = open_server(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_on_server, to)
    finally:
        await engine.dispose()


def _on_file(connection: Connection, url: URL, to: str) -> None:
    if MigrationContext.configure(connection).get_current_revision() not in (None, REVISION if to == "head" else to):
        _copy_first(Path(url.database or ""))
    _run(connection, to)
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise RuntimeError(f"the migration would leave {len(broken)} rows that point at nothing")


def _on_server(connection: Connection, to: str) -> None:
    connection.execute(_LOCK)
    _run(connection, to)


def _run(connection: Connection, to: str) -> None:
    move: Callable[[Config, str], None] = command.downgrade if to == "base" else command.upgrade
    move(configuration(connection), to)


def _let_tables_be_rebuilt(connection: Any, _record: Any) -> None:
    # SQLite changes a table by making it anew; with foreign keys on, dropping the old one would empty others.
    connection.cursor().execute("PRAGMA foreign_keys=OFF")


def _copy_first(path: Path) -> None:
    sqlite = importlib.import_module("sqlite3")
    copy, half = path.with_suffix(".before-migration"), path.with_suffix(".before-migration.half")
    half.unlink(missing_ok=True)
    # Nobody but the house may read it, not even while it is written.
    half.touch(mode=0o600)
    with closing(sqlite.connect(path)) as source, closing(sqlite.connect(half)) as target:
        source.backup(target)
    half.replace(copy)
