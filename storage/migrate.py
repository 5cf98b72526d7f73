"""Brings a database to today's schema; the only module that needs Alembic."""

from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL

from storage.engine import _prepare


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file of their own."""
    config = Config()
    config.set_main_option("script_location", str(files("storage") / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def migrate(url: URL, to: str = "head") -> None:
    """Migrate one database, each revision in a transaction; an existing SQLite file is copied first."""
    engine = create_engine(_without_async(url))
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        _copy_first(Path(url.database or ""))
    try:
        with engine.connect() as connection:
            # SQLite can roll DDL back once the driver keeps its hands off, which `_prepare` sees to.
            connection.dialect.supports_transactional_ddl = True
            (command.downgrade if to == "base" else command.upgrade)(configuration(connection), to)
            connection.commit()
    finally:
        engine.dispose()


def _without_async(url: URL) -> URL:
    return url.set(drivername={"sqlite": "sqlite"}.get(url.get_backend_name(), url.drivername))


def _copy_first(path: Path) -> None:
    import sqlite3

    if not path.exists() or path.stat().st_size == 0:
        return
    source, target = sqlite3.connect(path), sqlite3.connect(path.with_suffix(".before-migration"))
    with source, target:
        source.backup(target)
    source.close()
    target.close()
    path.with_suffix(".before-migration").chmod(0o600)
