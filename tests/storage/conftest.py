"""Databases to test on: a migrated SQLite file each, and PostgreSQL too where NABOBOT_TEST_DATABASE_URL names one."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.cipher import Cipher
from storage.engine import Database, Tx
from storage.migrate import migrate
from storage.schema import metadata
from tests.storage.house import KEY, file_url

SERVER = os.environ.get("NABOBOT_TEST_DATABASE_URL")
BACKENDS = ["sqlite", *([pytest.param("postgresql", marks=pytest.mark.postgresql)] if SERVER else [])]


@pytest.fixture
def cipher() -> Cipher:
    return Cipher([KEY])


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let the migrations make one file, which every test gets a copy of."""
    path = tmp_path_factory.mktemp("migrated") / "house.sqlite"
    migrate(file_url(path))
    return path


@pytest.fixture
def path(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated, tmp_path / "house.sqlite"))


@pytest.fixture
async def on_file(path: Path, cipher: Cipher) -> AsyncIterator[Database]:
    """Open a database of the default kind, for what is true of files only."""
    database = Database(str(file_url(path)), cipher)
    yield database
    await database.close()


@pytest.fixture(scope="session")
def server() -> URL:
    """Make each worker a migrated database of its own on the PostgreSQL server that is named."""
    url = _made_anew("house")
    migrate(url)
    return url


@pytest.fixture
def bare_server() -> URL:
    """Make a database with nothing in it on that server."""
    return _made_anew("bare")


@pytest.fixture
async def on_server(server: URL, cipher: Cipher) -> AsyncIterator[Database]:
    """Open the server's database, emptied of what the test before left."""
    database = Database(server.render_as_string(hide_password=False), cipher)
    tables = ", ".join(metadata.tables)
    async with database.transaction() as tx:
        await tx.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
    yield database
    await database.close()


def _made_anew(kind: str) -> URL:
    if SERVER is None:
        pytest.skip("NABOBOT_TEST_DATABASE_URL names no PostgreSQL")
    url = make_url(SERVER)
    url = url.set(database=f"{url.database}_{kind}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _make_anew(make_url(SERVER), url.database)).result()
    return url


async def _make_anew(server: URL, name: str | None) -> None:
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        await connection.execute(text(f'CREATE DATABASE "{name}"'))
    await engine.dispose()


@pytest.fixture(params=BACKENDS)
def database(request: pytest.FixtureRequest) -> Database:
    """Open a database of each kind there is to test on."""
    found: Database = request.getfixturevalue("on_file" if request.param == "sqlite" else "on_server")
    return found


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Tx]:
    """Open one transaction for the whole test."""
    async with database.transaction() as tx:
        yield tx
