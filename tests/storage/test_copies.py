"""A copy in the place of a database: whatever lies beside that one is kept with it and never gets into the new one."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.copies import put_in_place
from storage.sealed_file import CopyProblem

WORDS = "SELECT word FROM words ORDER BY 1"


class Killed(BaseException):
    """In place of a kill."""


def words(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [word for (word,) in database.execute(WORDS)]


def database(path: Path, *said: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE words (word TEXT)")
        connection.executemany("INSERT INTO words VALUES (?)", [(word,) for word in said])
    return path


def beside(path: Path, end: str = "wal") -> Path:
    return Path(f"{path}-{end}")


@pytest.fixture
def present(tmp_path: Path) -> Path:
    """A database whose newest word stands in its log only, as after a kill."""
    path = database(tmp_path / "house.sqlite3", "in the file")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("INSERT INTO words VALUES ('in the log')")
        whole = {each: each.read_bytes() for each in (path, beside(path))}
    for each, content in whole.items():
        each.write_bytes(content)
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return database(tmp_path / "new.sqlite3", "copied")


def test_the_former_one_is_kept_with_what_was_in_its_log(present: Path, new: Path, tmp_path: Path) -> None:
    aside = tmp_path / "house.before-restore"
    put_in_place(new, present, aside)
    assert words(present) == ["copied"]
    assert words(aside) == ["in the file", "in the log"]
    assert not beside(present).exists()
    assert aside.stat().st_mode & 0o777 == 0o600


def test_cut_off_before_the_last_step_the_former_one_has_lost_nothing(
    present: Path, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def killed(source: Path, target: Path) -> None:
        if target == present:
            raise Killed
        real(source, target)

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(Killed):
        put_in_place(new, present, tmp_path / "house.before-restore")
    assert words(present) == ["in the file", "in the log"]


def test_while_somebody_reads_in_it_nothing_is_touched(present: Path, new: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(present, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute(WORDS).fetchall()
        with closing(sqlite3.connect(present, isolation_level=None)) as writer:
            writer.execute("INSERT INTO words VALUES ('meanwhile')")
        with pytest.raises(CopyProblem, match="another program holds the database open"):
            put_in_place(new, present, tmp_path / "house.before-restore")
    assert words(present) == ["in the file", "in the log", "meanwhile"]


@pytest.mark.parametrize("end", ["wal", "journal"])
def test_what_lies_beside_a_damaged_one_spoils_nothing(new: Path, tmp_path: Path, end: str, present: Path) -> None:
    present.write_bytes(b"no database" * 900)
    beside(present).unlink()
    beside(present, end).write_bytes(b"what is left of a log")
    aside = tmp_path / "house.before-restore"
    put_in_place(new, present, aside)
    assert words(present) == ["copied"]
    assert not beside(present, end).exists()
    assert aside.read_bytes() == b"no database" * 900


def test_on_a_disk_that_knows_no_second_names_it_is_copied(
    present: Path, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refused)
    aside = tmp_path / "house.before-restore"
    put_in_place(new, present, aside)
    assert words(aside) == ["in the file", "in the log"]
    assert aside.stat().st_mode & 0o777 == 0o600
