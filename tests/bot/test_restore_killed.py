"""A restore that is killed, wherever: the former database or the copy, whole, and never anything between."""

import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.backup import make_copy
from bot.restore import restore
from bot.settings import Settings, read_settings
from locales import Languages
from tests.bot.copying import query
from tests.bot.street import KEY
from tests.town import read_words

pytestmark = pytest.mark.slow
CRASHES = Path(__file__).parent / "crash_restore.py"
LIVES = "SELECT name FROM vitals WHERE name LIKE 'life %' ORDER BY name"
# Without its log the former one would be neither: it has a life in its file, and one more in the log.
OLD, NEW = [("life 1",), ("life 2",), ("life 3",)], [("life 1",)]


def settings_in(data: Path) -> Settings:
    return read_settings({"NABOBOT_TOKEN": "1:a", "NABOBOT_DATA": str(data), "NABOBOT_SECRET_KEY": KEY}, None)


def live(database: Path, number: int) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("INSERT INTO vitals VALUES (?, 1)", (f"life {number}",))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("copies") / "copy"


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory, migrated: Path, copy: Path) -> list[Path]:
    """Houses whose restore was killed before its first, second, third … step; the last was let go through."""
    folder = tmp_path_factory.mktemp("crashes")
    data = folder / "seed"
    data.mkdir()
    database = data / "nabobot.sqlite3"
    shutil.copy(migrated, database)
    live(database, 1)
    make_copy(settings_in(data), copy, None, 30, lambda *_: None)
    live(database, 2)
    # The last life stands in the log only, as after a kill of the bot.
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("INSERT INTO vitals VALUES ('life 3', 1)")
        whole = {path: path.read_bytes() for path in (database, Path(f"{database}-wal"))}
    for path, content in whole.items():
        path.write_bytes(content)
    command = [sys.executable, str(CRASHES), str(data), str(copy), KEY, str(folder)]
    told = subprocess.run(command, cwd=CRASHES.parents[2], capture_output=True, text=True, timeout=110, check=False)
    assert told.returncode == 0, told.stderr
    return [Path(house) for house in json.loads(told.stdout)]


def test_it_is_the_one_or_the_other(houses: list[Path]) -> None:
    assert len(houses) > 10
    lives = [query(house / "nabobot.sqlite3", LIVES) for house in houses]
    assert all(found in (OLD, NEW) for found in lives)
    assert (lives[0], lives[-1]) == (OLD, NEW)
    # Once it is the copy it stays so.
    assert lives == sorted(lives, key=lambda found: found != OLD)
    assert all(query(house / "nabobot.sqlite3", "PRAGMA integrity_check") == [("ok",)] for house in houses)


def test_the_former_one_is_whole_wherever_the_copy_is_in_place(houses: list[Path]) -> None:
    done = [house for house in houses if query(house / "nabobot.sqlite3", LIVES) == NEW]
    assert [query(house / "nabobot.before-restore", LIVES) for house in done] == [OLD] * len(done)


def test_nothing_that_was_left_can_be_read_by_others(houses: list[Path]) -> None:
    left = [path for house in houses for path in house.iterdir() if path.name.startswith("nabobot.before")]
    left += [path for house in houses for path in house.glob("*restoring*")]
    assert {path.stat().st_mode & 0o077 for path in left} == {0}


def test_the_same_again_goes_through(houses: list[Path], copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = read_words()
    monkeypatch.setattr(Languages, "load", lambda _zone, **_beside: words)
    for house in houses[::3]:
        asyncio.run(restore(settings_in(house), copy, lambda _: True))
        assert query(house / "nabobot.sqlite3", LIVES) == NEW
        assert not list(house.glob("*restoring*"))
        kept = [query(path, LIVES) for path in house.glob("nabobot.before-restore*")]
        assert OLD in kept
