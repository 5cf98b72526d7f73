"""Which SQLite is safe with a write-ahead log, and what happens where only an unsafe one is to be had."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import fixed_sqlite, vitals
from storage.cipher import Cipher
from storage.engine import Database
from tests.storage.house import NOW, file_url

WITHOUT_WHEEL = """
import sys
sys.modules["pysqlite3"] = None
import storage, sqlite3
print(sqlite3.__name__, sqlite3.sqlite_version == sys.modules["_sqlite3"].sqlite_version)
"""


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 46, 1), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_which_versions_are_sound(version: tuple[int, int, int], sound: bool) -> None:
    assert fixed_sqlite.is_sound(version) is sound


async def test_an_affected_sqlite_keeps_the_old_journal(
    path: Path, cipher: Cipher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    database = Database(str(file_url(path)), cipher)
    async with database.transaction() as tx:
        await vitals.beat(tx, "poll", NOW)
        assert (await tx.execute(text("PRAGMA journal_mode"))).scalar() == "delete"
        assert (await tx.execute(text("PRAGMA synchronous"))).scalar() == 2
    await database.empty_log()
    await database.close()


def test_without_the_wheel_the_systems_sqlite_stays() -> None:
    here = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT_WHEEL], cwd=here, capture_output=True, text=True, check=True, timeout=30
    )
    assert told.stdout.split() == ["sqlite3", "True"]
