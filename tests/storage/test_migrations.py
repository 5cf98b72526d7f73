"""Migrations: up, down and up again; the same schema as the models; whole or not at all, whatever cuts them off."""

import json
import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, create_engine, inspect

from storage.cipher import Cipher
from storage.engine import Database
from storage.migrate import configuration, migrate
from storage.schema import REVISION, State, look, metadata
from tests.storage.house import KEY, file_url, resident

CRASHES = Path(__file__).parent / "crash_migrations.py"


def query(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def written(path: Path) -> dict[str, str]:
    """The tables and indexes of a file as they were ordered, without Alembic's own and what SQLite counts by."""
    rows = query(path, "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic_version%'")
    return {str(name): _as_ordered(str(sql)) for name, sql in rows if name != "sqlite_sequence"}


def _as_ordered(sql: str) -> str:
    """One table in one spelling: columns as they come, constraints by name, since a rebuilt table mixes those."""
    head, _, body = re.sub(r"\s+", " ", sql).replace('"', "").partition("(")
    parts = [part.strip() for part in re.split(r",(?![^(]*\))", body.strip().removesuffix(")"))]
    constraints = sorted(part for part in parts if part.startswith("CONSTRAINT"))
    columns = [part for part in parts if not part.startswith("CONSTRAINT")]
    return f"{head}({', '.join([*columns, *constraints])})"


def copies(path: Path) -> list[str]:
    """What a migration left beside the file."""
    return sorted(each.name for each in path.parent.iterdir() if "migration" in each.name)


async def inhabited(path: Path) -> None:
    """Somebody lives in the file."""
    database = Database(str(file_url(path)), Cipher([KEY]))
    async with database.transaction() as tx:
        await resident(tx)
    await database.close()


def test_the_newest_revision_is_the_one_the_program_asks_for() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert scripts.get_heads() == [REVISION]
    assert len(scripts.get_bases()) == 1
    # Whether a database is older or newer is read off the name.
    newest_first = [script.revision for script in scripts.walk_revisions()]
    assert newest_first == sorted(newest_first, reverse=True)


def test_up_down_and_up_again(tmp_path: Path) -> None:
    path = tmp_path / "house.sqlite"
    seen = []
    for to in ("head", "base", "head"):
        migrate(file_url(path), to)
        seen.append(written(path))
    assert seen[0].keys() > metadata.tables.keys()
    assert seen[1] == {}
    assert seen[2] == seen[0]


def test_a_migrated_file_is_what_the_models_say_to_the_letter(migrated: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.sqlite"
    engine = create_engine(f"sqlite:///{fresh}")
    metadata.create_all(engine)
    engine.dispose()
    assert written(migrated) == written(fresh)


async def test_alembic_finds_nothing_to_migrate(database: Database) -> None:
    def differences(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    async with database.transaction() as tx:
        assert await tx.connection.run_sync(differences) == []


async def test_up_down_and_up_again_on_a_server(bare_server: URL, cipher: Cipher) -> None:
    database = Database(bare_server.render_as_string(hide_password=False), cipher)
    for to, tables in (("head", set(metadata.tables)), ("base", set()), ("head", set(metadata.tables))):
        migrate(bare_server, to)
        async with database.transaction() as tx:
            names = await tx.connection.run_sync(lambda connection: set(inspect(connection).get_table_names()))
        assert names - {"alembic_version"} == tables
    await database.close()


async def test_it_can_be_called_whether_or_not_a_loop_runs(tmp_path: Path, cipher: Cipher) -> None:
    url = file_url(tmp_path / "100% ours.sqlite")
    migrate(url)
    database = Database(url.render_as_string(), cipher)
    assert await look(database) is State.CURRENT
    await database.close()


async def test_what_is_there_is_copied_first_for_nobody_elses_eyes(path: Path) -> None:
    await inhabited(path)
    migrate(file_url(path), "base")
    copy = path.with_suffix(".before-migration")
    assert copies(path) == [copy.name]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert query(copy, "SELECT count(*) FROM persons") == [(1,)]
    assert query(copy, "PRAGMA integrity_check") == [("ok",)]
    assert written(path) == {}


def test_nothing_is_copied_when_there_is_nothing_to_migrate(tmp_path: Path) -> None:
    path = tmp_path / "house.sqlite"
    migrate(file_url(path))
    migrate(file_url(path))
    assert copies(path) == []


def test_a_copy_that_was_cut_off_is_begun_anew(path: Path) -> None:
    path.with_suffix(".before-migration.half").write_bytes(b"half a copy")
    migrate(file_url(path), "base")
    assert copies(path) == ["house.before-migration"]


async def test_two_that_migrate_at_once_migrate_once(path: Path) -> None:
    await inhabited(path)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: migrate(file_url(path), "base"), range(2)))
    assert written(path) == {}
    assert query(path.with_suffix(".before-migration"), "SELECT count(*) FROM persons") == [(1,)]


async def test_a_migration_that_would_break_a_tie_is_taken_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await inhabited(path)
    before = written(path)

    def careless(connection: Connection, to: str) -> None:
        connection.exec_driver_sql("DELETE FROM families")

    monkeypatch.setattr("storage.migrate._run", careless)
    with pytest.raises(RuntimeError, match="1 rows that point at nothing"):
        migrate(file_url(path))
    assert written(path) == before
    assert query(path, "SELECT count(*) FROM families") == [(1,)]


@pytest.fixture(scope="module")
def crashes(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> dict[str, list[Path]]:
    """Files whose migration was killed at its first, eighth, fifteenth … statement, up and down."""
    folder = tmp_path_factory.mktemp("crashes")
    command = [sys.executable, str(CRASHES), str(migrated), str(folder)]
    told = subprocess.run(command, cwd=CRASHES.parents[2], capture_output=True, text=True, timeout=60, check=True)
    return {way: [Path(path) for path in paths] for way, paths in json.loads(told.stdout).items()}


def test_a_migration_up_that_was_killed_is_whole_or_never_was(crashes: dict[str, list[Path]], migrated: Path) -> None:
    assert 7 * len(crashes["up"]) > len(metadata.tables)
    new = written(migrated)
    for path in crashes["up"]:
        assert query(path, "PRAGMA integrity_check") == [("ok",)]
        assert written(path) in ({}, new)


def test_a_migration_down_that_was_killed_is_whole_or_never_was(crashes: dict[str, list[Path]], migrated: Path) -> None:
    assert 7 * len(crashes["down"]) > len(metadata.tables)
    old = written(migrated)
    for path in crashes["down"]:
        assert query(path, "PRAGMA integrity_check") == [("ok",)]
        assert written(path) in ({}, old)
        if written(path):
            assert query(path, "SELECT version_num FROM alembic_version") == [(REVISION,)]
            assert query(path, "SELECT name FROM vitals") == [("a row",)]


def test_the_last_migration_before_the_killing_stops_went_through(crashes: dict[str, list[Path]]) -> None:
    assert written(crashes["up"][-1]) != {}
    assert written(crashes["down"][-1]) == {}
    assert all(written(path) == {} for path in crashes["up"][:-1])


def test_after_a_kill_the_same_migration_goes_through(crashes: dict[str, list[Path]], migrated: Path) -> None:
    for path in (crashes["up"][len(crashes["up"]) // 2], crashes["down"][len(crashes["down"]) // 2]):
        migrate(file_url(path))
        assert written(path) == written(migrated)
