"""The database as it is opened: a sound SQLite, every writer first in line, nothing half done, no naive moment."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import IntegrityError, StatementError

from storage import vitals
from storage.cipher import Cipher
from storage.columns import Moment
from storage.engine import Database, Tx
from tests.storage.house import DAY, MINUTE, NOW, bytes_of, file_url, resident

SQLITE = dialect()


async def pragma(database: Database, name: str) -> object:
    async with database.transaction() as tx:
        return (await tx.execute(text(f"PRAGMA {name}"))).scalar()


async def test_the_sqlite_in_place_is_one_without_the_wal_reset_fault(on_file: Database) -> None:
    async with on_file.transaction() as tx:
        version = (await tx.execute(text("SELECT sqlite_version()"))).scalar_one()
    assert tuple(int(part) for part in version.split(".")) >= (3, 51, 3)
    assert version == sqlite3.sqlite_version


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
async def test_how_a_file_is_opened(on_file: Database, name: str, value: object) -> None:
    assert await pragma(on_file, name) == value


async def test_foreign_keys_hold(tx: Tx) -> None:
    with pytest.raises(IntegrityError):
        await tx.execute(text("INSERT INTO drafts VALUES (999, 'a', 'b', 'c', '{}', NULL, 0)"))


async def test_a_transaction_whose_block_fails_leaves_nothing(database: Database) -> None:
    async def half_done() -> None:
        async with database.transaction() as tx:
            await vitals.beat(tx, "poll", NOW)
            raise LookupError

    with pytest.raises(LookupError):
        await half_done()
    async with database.transaction() as tx:
        assert await vitals.last(tx, "poll") is None


async def test_a_sign_of_life_is_the_newest_one(tx: Tx) -> None:
    await vitals.beat(tx, "poll", NOW)
    await vitals.beat(tx, "poll", NOW + MINUTE)
    await vitals.beat(tx, "tick", NOW - DAY)
    assert await vitals.last(tx, "poll") == NOW + MINUTE
    assert await vitals.last(tx, "tick") == NOW - DAY


async def test_a_second_writer_waits_instead_of_failing(path: Path, cipher: Cipher) -> None:
    """Two that read and then write, at once: without the lock at the start one would fail at once, timeout or not."""
    one, two = (Database(str(file_url(path)), cipher) for _ in range(2))
    order: list[str] = []
    first_inside = asyncio.Event()

    async def first() -> None:
        async with one.transaction() as tx:
            assert await vitals.last(tx, "poll") is None
            first_inside.set()
            # The second has been let go and stands at the door; give its thread every chance to get in.
            for _ in range(50):
                await tx.execute(select(1))
            await vitals.beat(tx, "poll", NOW)
            order.append("first")

    async def second() -> None:
        await first_inside.wait()
        async with two.transaction() as tx:
            order.append("second")
            assert await vitals.last(tx, "poll") == NOW
            await vitals.beat(tx, "poll", NOW + MINUTE)

    await asyncio.gather(first(), second())
    assert order == ["first", "second"]
    await one.close()
    await two.close()


async def test_another_program_that_writes_is_waited_for(path: Path, on_file: Database) -> None:
    locked, done = threading.Event(), threading.Event()

    def another_program() -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO vitals VALUES ('other', 1)")
            locked.set()
            done.wait(10)
            connection.execute("COMMIT")

    thread = threading.Thread(target=another_program)
    thread.start()
    await asyncio.to_thread(locked.wait, 10)
    asyncio.get_running_loop().call_later(0.05, done.set)
    async with on_file.transaction() as tx:
        assert await vitals.last(tx, "other") == datetime(1970, 1, 1, 0, 0, 0, 1, UTC)
        await vitals.beat(tx, "poll", NOW)
    thread.join(10)


async def test_what_was_erased_is_in_the_log_until_it_is_emptied(on_file: Database, path: Path) -> None:
    async with on_file.transaction() as tx:
        await resident(tx)
        await tx.execute(text("UPDATE persons SET poster = 'CANARY'"))
    async with on_file.transaction() as tx:
        await tx.execute(text("UPDATE persons SET poster = NULL"))
    assert b"CANARY" in bytes_of(path)
    await on_file.empty_log()
    assert b"CANARY" not in bytes_of(path)


async def test_emptying_the_log_is_nothing_on_a_server(on_server: Database) -> None:
    await on_server.empty_log()


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_comes_back_as_the_same_instant_in_utc(moment: datetime) -> None:
    kept = Moment().process_bind_param(moment, SQLITE)
    found = Moment().process_result_value(kept, SQLITE)
    assert found is not None
    # Compared in UTC: two moments of one zone that differ only in `fold` are equal to Python.
    assert found == moment.astimezone(UTC)
    assert found.tzinfo is UTC


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(timezone(timedelta(hours=9)))))
def test_moments_keep_their_order(one: datetime, other: datetime) -> None:
    kept = [Moment().process_bind_param(moment, SQLITE) for moment in (one, other)]
    assert (kept[0] < kept[1]) is (one < other)


async def test_a_naive_moment_is_refused(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)
    for statement in (
        vitals.vitals.insert().values(name="poll", at=naive),
        select(vitals.vitals).where(vitals.vitals.c.at < naive),
    ):
        async with database.transaction() as tx:
            with pytest.raises(StatementError, match="without a time zone"):
                await tx.execute(statement)


async def test_a_failing_statement_never_says_what_it_held(on_file: Database) -> None:
    row = {"name": "canary-of-a-person", "at": NOW}
    async with on_file.transaction() as tx:
        with pytest.raises(IntegrityError) as problem:
            await tx.execute(vitals.vitals.insert(), [row, row])
    assert "canary-of-a-person" not in str(problem.value)


async def test_the_file_is_closed_only_when_nobody_is_at_it(on_file: Database) -> None:
    async with on_file.transaction():
        closing = asyncio.create_task(on_file.close())
        await asyncio.sleep(0)
        assert not closing.done()
    await asyncio.wait_for(closing, 5)
