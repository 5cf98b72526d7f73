"""Copies: made beside a running bot, whole, sealed, for nobody else's eyes, and gone when they are old."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from bot.backup import copies, make_copy
from bot.settings import Settings, read_settings
from storage import copies as files
from storage.sealed_file import CopyProblem
from tests.bot import copying
from tests.bot.copying import query, trouble, unsealed
from tests.bot.street import KEY, Street
from tests.conversations.ledger import count
from tests.conversations.walks import asks_for_a_call
from tests.town import town_in

Nabobot = Callable[..., Result]


@pytest.fixture
def settings(tmp_path: Path, migrated: Path) -> Settings:
    """A house on the first day, with one sign of life in it."""
    data = tmp_path / "data"
    data.mkdir(0o700)
    shutil.copy(migrated, data / "nabobot.sqlite3")
    said = {"NABOBOT_TOKEN": "1:a", "NABOBOT_DATA": str(data), "NABOBOT_SECRET_KEY": KEY}
    found = read_settings(said, None)
    with closing(sqlite3.connect(data / "nabobot.sqlite3", isolation_level=None)) as connection:
        connection.execute("INSERT INTO vitals VALUES ('CANARY', 1)")
    return found


@pytest.fixture
def nabobot(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Nabobot:
    return lambda *words, **more: copying.nabobot(monkeypatch, replace(settings, **more), *words)


def made(settings: Settings, out: Path | None = None, keep: int | None = None, days: int = 30) -> Path:
    return make_copy(settings, out, keep, days, lambda *_: None).path


def test_a_copy_lies_in_its_folder_under_its_day_for_nobody_elses_eyes(nabobot: Nabobot, settings: Settings) -> None:
    result = nabobot("backup")
    assert result.exit_code == 0, result.output
    ((at, path),) = copies(settings)
    assert result.stdout.startswith(
        f"{path}: {path.stat().st_size:,} bytes, the database as of {at:%Y-%m-%d %H:%M} UTC"
    )
    assert path.parent == settings.data / "backups"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert b"CANARY" not in path.read_bytes()
    assert sorted(each.name for each in settings.data.iterdir()) == ["backups", "nabobot.sqlite3"]


def test_what_is_in_it_is_the_database(settings: Settings, tmp_path: Path) -> None:
    opened = unsealed(made(settings, tmp_path / "copy"), tmp_path / "opened.sqlite3", settings)
    assert query(opened, "SELECT name FROM vitals") == [("CANARY",)]
    assert query(opened, "PRAGMA journal_mode") == [("delete",)]
    assert query(opened, "PRAGMA integrity_check") == [("ok",)]


def test_it_is_sealed_with_the_newest_key(settings: Settings, tmp_path: Path) -> None:
    newer = replace(settings, secret_keys=("A" * 43 + "=", KEY))
    copy = made(newer, tmp_path / "copy")
    with pytest.raises(CopyProblem, match="sealed with a key that is not"):
        unsealed(copy, tmp_path / "opened", settings)
    unsealed(copy, tmp_path / "opened", newer)


def test_a_house_with_a_key_file_seals_with_that(settings: Settings, tmp_path: Path) -> None:
    settings.key_file.write_text(f"{KEY}\n")
    unsealed(made(replace(settings, secret_keys=()), tmp_path / "copy"), tmp_path / "opened", settings)


def test_what_is_not_committed_yet_or_comes_meanwhile_is_not_in_it(settings: Settings, tmp_path: Path) -> None:
    database = settings.data / "nabobot.sqlite3"
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO vitals SELECT 'before', 1")
        written = threading.Event()

        def write(*_: int) -> None:
            if not written.is_set():
                writer.execute("INSERT INTO vitals SELECT 'meanwhile', 1")
                written.set()

        plain = tmp_path / "plain.sqlite3"
        files.copy_database(database, plain, write)
        assert written.is_set()
    assert query(plain, "SELECT name FROM vitals ORDER BY 1") == [("CANARY",), ("before",)]


def test_a_big_house_is_copied_while_somebody_writes_all_the_time(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_PAGES", 20)
    database = settings.data / "nabobot.sqlite3"
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN")
        rows = ((f"big {number}", "x" * 900) for number in range(4_000))
        connection.execute("CREATE TABLE bulk (name TEXT, body TEXT)")
        connection.executemany("INSERT INTO bulk VALUES (?, ?)", rows)
        connection.execute("COMMIT")
    seen: list[tuple[int, int]] = []

    def write(done: int, all_: int) -> None:
        seen.append((done, all_))
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.execute("UPDATE bulk SET body = 'y' WHERE name = ?", (f"big {len(seen)}",))

    plain = tmp_path / "plain.sqlite3"
    files.copy_database(database, plain, write)
    assert len(seen) > 20
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert query(plain, "SELECT count(*) FROM bulk WHERE body = 'y'") == [(0,)]
    assert files.look_over(plain)


def test_a_damaged_house_gives_no_copy(nabobot: Nabobot, settings: Settings) -> None:
    database = settings.data / "nabobot.sqlite3"
    with database.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * 4096)
    assert "does not hold a sound database" in trouble(nabobot("backup"))
    assert copies(settings) == []
    assert list(settings.copies.iterdir()) == []


def test_without_a_database_there_is_nothing_to_copy_and_nothing_is_made(tmp_path: Path, nabobot: Nabobot) -> None:
    line = trouble(nabobot("backup", data=tmp_path / "new", database_url=f"sqlite:///{tmp_path}/new/nabobot.sqlite3"))
    assert line.startswith(f"there is no database at {tmp_path}/new/nabobot.sqlite3")
    assert not (tmp_path / "new").exists()


def test_without_the_key_nothing_is_copied_and_no_key_is_made(nabobot: Nabobot, settings: Settings) -> None:
    assert trouble(nabobot("backup", secret_keys=())).startswith("NABOBOT_SECRET_KEY is missing")
    assert not settings.key_file.exists()


def test_nothing_but_a_copy_is_written_over(nabobot: Nabobot, settings: Settings, tmp_path: Path) -> None:
    database = settings.data / "nabobot.sqlite3"
    before, diary = database.read_bytes(), tmp_path / "diary"
    diary.write_text("Dear diary")
    for other in (database, diary, Path(os.devnull)):
        assert trouble(nabobot("backup", "--out", str(other))) == f"{other} is there and is no copy: name another file"
    assert (database.read_bytes(), diary.read_text()) == (before, "Dear diary")
    copy = made(settings, tmp_path / "copy")
    assert made(settings, copy) == copy
    unsealed(copy, tmp_path / "opened", settings)


FULL = """
import resource, sys
from bot.cli import main

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.RLIM_INFINITY))
main()
"""


# So much fits: less than the database itself; the database, but not a copy of it with its seal.
@pytest.mark.parametrize(
    ("room", "said"), [(100_000, "the database cannot be copied ("), (0, "the disk cannot be used: ")]
)
def test_a_full_disk_is_said_and_leaves_the_former_copy(settings: Settings, room: int, said: str) -> None:
    copy = made(settings)
    before = copy.read_bytes()
    told = subprocess.run(
        [sys.executable, "-c", FULL, str(room or (settings.data / "nabobot.sqlite3").stat().st_size), "backup"],
        env={**os.environ, "NABOBOT_DATA": str(settings.data), "NABOBOT_SECRET_KEY": KEY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr.splitlines()[-1].startswith(f"nabobot: {said}")
    assert copy.read_bytes() == before
    assert list(settings.copies.iterdir()) == [copy]
    assert not list(settings.data.glob("*copying*"))


def test_of_two_at_once_one_is_made(nabobot: Nabobot, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.backup.seal_file", lambda *_: made(settings))
    assert trouble(nabobot("backup")).startswith("another copy is being made at this moment")
    assert copies(settings) == []
    monkeypatch.undo()
    assert made(settings).exists()


def test_a_server_is_left_to_its_own_tools(nabobot: Nabobot) -> None:
    line = trouble(nabobot("backup", database_url="postgresql+asyncpg://h/n"))
    assert "`pg_dump --format=custom NAME | gpg --symmetric --output FILE`" in line


def named(settings: Settings, age: timedelta) -> Path:
    """An older copy in the folder."""
    now = copies(settings)[-1][0]
    path = settings.copies / f"nabobot-{now - age:%Y%m%dT%H%M%SZ}.copy"
    path.write_bytes(b"a copy")
    return path


def test_copies_go_after_thirty_days_and_nothing_else_does(nabobot: Nabobot, settings: Settings) -> None:
    made(settings)
    old, young = named(settings, timedelta(days=30, hours=1)), named(settings, timedelta(days=29))
    others = [settings.copies / name for name in ("nabobot-of-old.copy", "nabobot-20200101T000000Z.copy.gpg", "notes")]
    for other in others:
        other.write_text("not ours")
    aside, fresh = settings.data / "nabobot.before-migration", settings.data / "nabobot.before-restore"
    for path in (aside, fresh):
        path.write_text("a copy too")
    os.utime(aside, (1, 1))
    result = nabobot("backup")
    assert f"{old}: older than allowed, or more than wanted, and gone" in result.stdout.splitlines()
    assert f"{aside}: older than allowed, or more than wanted, and gone" in result.stdout.splitlines()
    assert not old.exists()
    assert not aside.exists()
    assert all(path.exists() for path in (young, fresh, *others))


def test_so_many_stay_as_are_wanted_and_so_many_days(settings: Settings) -> None:
    made(settings)
    for days in (1, 2, 3, 9):
        named(settings, timedelta(days=days))
    newest = made(settings, days=5)
    assert [path.name for _, path in copies(settings)][-1] == newest.name
    ages = [copies(settings)[-1][0] - at for at, _ in copies(settings)]
    assert max(ages) < timedelta(days=4)
    made(settings, keep=2)
    assert len(copies(settings)) == 2


KILLED = """
import os, signal, sys
from pathlib import Path
import bot.backup
from bot.settings import read_settings

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(bot.backup, sys.argv[2], kill)
given = {"NABOBOT_TOKEN": "1:a", "NABOBOT_DATA": sys.argv[1], "NABOBOT_SECRET_KEY": sys.argv[3]}
bot.backup.make_copy(read_settings(given, None), None, None, 30, lambda *_: None)
"""


@pytest.mark.parametrize("moment", ["look_over", "seal_file", "_refuse_other", "sync_folder"])
def test_killed_at_any_moment_it_leaves_a_whole_copy_or_none(settings: Settings, moment: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(settings.data), moment, KEY]
    assert subprocess.run(command, capture_output=True, check=False).returncode == -9
    for _, path in copies(settings):
        unsealed(path, tmp_path / "opened.sqlite3", settings)
    modes = {path.stat().st_mode & 0o077 for path in settings.data.rglob("*") if path.name != "nabobot.sqlite3"}
    assert modes == {0}
    # The next one clears up after it.
    made(settings, tmp_path / "copy")
    assert {path.name for path in settings.data.iterdir()} == {"backups", "nabobot.sqlite3"}
    made(settings)
    assert all(path.suffix == ".copy" for path in settings.copies.iterdir())


async def test_it_is_made_beside_a_running_bot(tmp_path: Path) -> None:
    async with town_in(tmp_path, restless=False) as town:
        amina = await town.resident("Amina", "da")
        copy = await asyncio.to_thread(made, town.settings(), tmp_path / "copy")
        await asks_for_a_call(amina)
        opened = unsealed(copy, tmp_path / "opened.sqlite3", town.settings())
        assert query(opened, "SELECT count(*) FROM persons") == [(1,)]
        assert query(opened, "SELECT count(*) FROM requests") == [(0,)]
        assert await count(town, "requests") == 1


async def test_a_street_is_a_house_too(street: Street) -> None:
    await street.resident()
    await asyncio.to_thread(made, street.settings)
    assert len(copies(street.settings)) == 1
