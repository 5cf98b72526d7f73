"""What a cut of the power, a full disk or a broken one leaves: what was committed, in order, and nothing half."""

import resource
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from storage import inbox, vitals
from storage.cipher import Cipher
from storage.engine import Database
from storage.outages import is_outage
from tests.storage.house import KEY, NOW, file_url, resident

UPDATES = 8
WAL_HEADER, FRAME = 32, 24 + 4096


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


@pytest.fixture
async def lived_in(on_file: Database, path: Path, tmp_path: Path) -> Path:
    """A file and its log as they lie on the disk after some updates were committed one by one."""
    for number in range(1, UPDATES + 1):
        async with on_file.transaction() as tx:
            await inbox.receive(tx, [(number, 1, f"letter {number} " * 100)], NOW)
    snapshot = tmp_path / "snapshot"
    snapshot.mkdir()
    shutil.copy(log_of(path), log_of(snapshot / path.name))
    return Path(shutil.copy(path, snapshot))


def after_the_cut(lived_in: Path, log: bytes) -> Path:
    """The same disk with another log."""
    folder = lived_in.parent / f"cut-{len(list(lived_in.parent.iterdir()))}"
    folder.mkdir()
    path = Path(shutil.copy(lived_in, folder))
    log_of(path).write_bytes(log)
    return path


def letters(path: Path) -> list[int]:
    """The updates a file holds, after making sure that it is sound."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [number for (number,) in connection.execute("SELECT update_id FROM inbox ORDER BY id")]


def test_a_log_cut_anywhere_opens_as_what_was_committed_so_far(lived_in: Path) -> None:
    log = log_of(lived_in).read_bytes()
    boundaries = range(WAL_HEADER, len(log) + 1, FRAME)
    assert len(boundaries) > 2 * UPDATES
    cuts = sorted({0, 10, *boundaries, *(cut + 100 for cut in boundaries), *(cut + FRAME - 1 for cut in boundaries)})
    found = [letters(after_the_cut(lived_in, log[:cut])) for cut in cuts]
    everything = list(range(1, UPDATES + 1))
    assert all(numbers == everything[: len(numbers)] for numbers in found)
    assert found == sorted(found, key=len)
    assert [len(numbers) for numbers in found[:: len(found) - 1]] == [0, UPDATES]
    assert {len(numbers) for numbers in found} == set(range(UPDATES + 1))


@pytest.mark.parametrize("garbage", [b"\x00" * FRAME, b"\xa5" * FRAME * 2, b"\xff"])
def test_garbage_after_the_last_commit_is_passed_over(lived_in: Path, garbage: bytes) -> None:
    log = log_of(lived_in).read_bytes()
    assert letters(after_the_cut(lived_in, log + garbage)) == list(range(1, UPDATES + 1))


def test_a_bit_that_flips_in_the_last_commit_costs_that_commit_alone(lived_in: Path) -> None:
    log = bytearray(log_of(lived_in).read_bytes())
    log[-FRAME // 2] ^= 1
    assert letters(after_the_cut(lived_in, bytes(log))) == list(range(1, UPDATES))


async def test_what_telegram_sends_again_after_a_cut_is_there_once(lived_in: Path, cipher: Cipher) -> None:
    log = log_of(lived_in).read_bytes()
    path = after_the_cut(lived_in, log[: WAL_HEADER + (len(log) - WAL_HEADER) // FRAME // 2 * FRAME])
    database = Database(str(file_url(path)), cipher)
    async with database.transaction() as tx:
        survived = len(await inbox.waiting(tx, 100))
        again = [(number, 1, "{}") for number in range(1, UPDATES + 1)]
        assert await inbox.receive(tx, again, NOW) == UPDATES - survived
    assert 0 < survived < UPDATES
    await database.close()
    assert letters(path) == list(range(1, UPDATES + 1))


@contextmanager
def no_file_grows_beyond(size: int) -> Iterator[None]:
    """A disk that answers with an error when a file would grow beyond this."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def write_much(database: Database) -> None:
    async with database.transaction() as tx:
        await vitals.beat(tx, "poll", NOW)
        await tx.execute(text("INSERT INTO vitals VALUES (hex(zeroblob(300000)), 1)"))


async def test_a_disk_that_fails_while_writing_loses_that_transaction_alone(on_file: Database, path: Path) -> None:
    async with on_file.transaction() as tx:
        await resident(tx)
    with no_file_grows_beyond(log_of(path).stat().st_size + 3 * FRAME), pytest.raises(OperationalError) as failure:
        await write_much(on_file)
    assert "disk I/O error" in str(failure.value)
    assert is_outage(failure.value)
    async with on_file.transaction() as tx:
        assert await vitals.last(tx, "poll") is None
        assert (await tx.execute(text("SELECT count(*) FROM persons"))).scalar() == 1
    await write_much(on_file)
    assert letters(path) == []


async def test_a_full_disk_is_an_outage_and_passes(on_file: Database) -> None:
    async with on_file.transaction() as tx:
        pages = (await tx.execute(text("PRAGMA page_count"))).scalar_one()
        await tx.execute(text(f"PRAGMA max_page_count = {pages + 1}"))
    with pytest.raises(OperationalError, match="full") as failure:
        await write_much(on_file)
    assert is_outage(failure.value)
    # On the very same connection: what SQLite rolled back by itself is not in the way of the next.
    async with on_file.transaction() as tx:
        assert await vitals.last(tx, "poll") is None
        await tx.execute(text("PRAGMA max_page_count = 1000000"))
    await write_much(on_file)


async def test_a_file_that_breaks_while_we_run_is_an_outage(on_file: Database, path: Path) -> None:
    async with on_file.transaction() as tx:
        await resident(tx)
    await on_file.close()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 4000)
    with pytest.raises(Exception, match="malformed") as failure:
        await write_much(on_file)
    assert is_outage(failure.value)


async def test_what_was_asked_wrongly_is_no_outage(database: Database) -> None:
    async def twice() -> None:
        async with database.transaction() as tx:
            for _ in range(2):
                await tx.execute(vitals.vitals.insert().values(name="poll", at=NOW))

    with pytest.raises(IntegrityError) as failure:
        await twice()
    assert not is_outage(failure.value)
    assert not is_outage(KeyError("poll"))
    assert not is_outage(FileNotFoundError("a picture"))


async def test_a_server_that_is_not_there_is_an_outage() -> None:
    database = Database("postgresql+asyncpg://nobody@127.0.0.1:1/nothing", Cipher([KEY]))
    with pytest.raises(OSError, match="Connect call failed") as failure:
        await write_much(database)
    assert is_outage(failure.value)
    assert is_outage(socket.gaierror("name not known"))
    await database.close()


async def test_a_server_that_goes_away_is_an_outage_and_passes(on_server: Database) -> None:
    async def cut_off() -> None:
        async with on_server.transaction() as tx:
            await tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(DBAPIError) as failure:
        await cut_off()
    assert is_outage(failure.value)
    async with on_server.transaction() as tx:
        assert await vitals.last(tx, "poll") is None
