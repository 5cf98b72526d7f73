"""What a start finds in a database: ours or not, whole or not; nothing empty is ever begun over something damaged."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL

from storage.cipher import Cipher
from storage.engine import Database
from storage.migrate import migrate
from storage.schema import REVISION, DatabaseProblem, State, look
from tests.storage.house import bytes_of, file_url, resident

NOBODY = 65534


@pytest.fixture
async def opened(path: Path, cipher: Cipher) -> AsyncIterator[Database]:
    """Open the file at `path` only when it is used, so that a test can break it first."""
    database = Database(str(file_url(path)), cipher)
    yield database
    await database.close()


def run(path: Path, *statements: str | tuple[str, list[str]]) -> None:
    """Change a file behind the house's back, and leave no log beside it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(*([statement] if isinstance(statement, str) else statement))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def overwrite(path: Path, offset: int, length: int) -> None:
    """Damage some bytes."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(b"\xa5" * length)


def revise(path: Path, revision: str) -> None:
    run(path, "DELETE FROM alembic_version", ("INSERT INTO alembic_version VALUES (?)", [revision]))


async def test_no_file_is_an_empty_database(tmp_path: Path, cipher: Cipher) -> None:
    database = Database(str(file_url(tmp_path / "new.sqlite")), cipher)
    assert await look(database) is State.EMPTY
    # A house that was only looked at, and cut off before it was built, is still a place to build.
    await database.close()
    assert await look(database) is State.EMPTY
    await database.close()


async def test_a_database_that_was_taken_down_to_nothing_is_empty(path: Path, opened: Database) -> None:
    migrate(file_url(path), "base")
    assert await look(opened) is State.EMPTY


async def test_a_migrated_database_is_current(database: Database) -> None:
    assert await look(database) is State.CURRENT


async def test_an_earlier_revision_is_older(path: Path, opened: Database) -> None:
    revise(path, "0000")
    assert await look(opened) is State.OLDER


def foreign(path: Path) -> None:
    path.unlink()
    run(path, "CREATE TABLE bookmarks (url TEXT)")


def headless(path: Path) -> None:
    run(path, "DELETE FROM alembic_version")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def another_format(path: Path) -> None:
    path.write_text("Dear diary, today I was not a database.\n" * 200, encoding="utf-8")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def first_page_damaged(path: Path) -> None:
    overwrite(path, 100, 2000)


def header_damaged(path: Path) -> None:
    overwrite(path, 0, 16)


def some_page_damaged(path: Path) -> None:
    overwrite(path, 4096 * 3, 4096)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


RESTORE = "restore the newest backup with `nabobot restore`"
REFUSED: list[tuple[Callable[[Path], None], str]] = [
    (foreign, "this database belongs to another program; set NABOBOT_DATABASE_URL to ours"),
    (headless, "this database belongs to another program"),
    (lambda path: revise(path, "1f3a9c"), "this database belongs to another program"),
    (
        lambda path: revise(path, f"{int(REVISION) + 1:04}"),
        f"the database is newer ({int(REVISION) + 1:04}) than this program ({REVISION}); install the",
    ),
    (lambda path: revise(path, "9999"), "the database is newer (9999) than this program"),
    (emptied, f"the database file is there but holds nothing; {RESTORE}"),
    (another_format, RESTORE),
    (truncated, RESTORE),
    (header_damaged, RESTORE),
    (first_page_damaged, RESTORE),
    (some_page_damaged, RESTORE),
    (a_folder, "the database cannot be read"),
]


@pytest.mark.parametrize(
    ("spoil", "said"), REFUSED, ids=[getattr(row[0], "__name__", "") + row[1][:30] for row in REFUSED]
)
async def test_what_is_not_ours_or_not_whole_is_refused(
    path: Path, opened: Database, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(path)
    before = bytes_of(path)
    with pytest.raises(DatabaseProblem) as refusal:
        await look(opened)
    await opened.close()
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)
    # A restore, or whoever owns the file, finds it as it was.
    assert bytes_of(path) == before


async def test_looking_changes_nothing(path: Path, opened: Database) -> None:
    async with opened.transaction() as tx:
        await resident(tx)
    await opened.close()
    before = bytes_of(path)
    assert await look(opened) is State.CURRENT
    await opened.close()
    assert bytes_of(path) == before


@pytest.fixture
def as_nobody(path: Path) -> Iterator[Path]:
    """A copy of the file in a folder nobody may write to; root, whom no folder stops, becomes nobody."""
    folder = Path(tempfile.mkdtemp())
    copy = Path(shutil.copy(path, folder))
    copy.chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    yield copy
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


async def test_a_folder_that_cannot_be_written_is_refused(as_nobody: Path, cipher: Cipher) -> None:
    database = Database(str(file_url(as_nobody)), cipher)
    with pytest.raises(DatabaseProblem, match="not writable"):
        await look(database)
    await database.close()


async def test_a_server_that_belongs_to_another_program_is_refused(bare_server: URL, cipher: Cipher) -> None:
    database = Database(bare_server.render_as_string(hide_password=False), cipher)
    assert await look(database) is State.EMPTY
    async with database.transaction() as tx:
        await tx.connection.exec_driver_sql("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(DatabaseProblem, match="another program"):
        await look(database)
    await database.close()
