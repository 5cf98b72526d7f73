"""Copies of an SQLite database: made while the house is open, looked over, and put in the place of the present one."""

import importlib
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from storage.forgotten import sync_folder
from storage.sealed_file import CopyProblem

Progress = Callable[[int, int], None]
# So many pages at a time: enough to be fast, few enough to say how far it is.
_PAGES = 2_000
# What SQLite keeps beside a file. A log of one file would spoil another that takes its name.
_BESIDE = ("-wal", "-journal")


def make_private(path: Path) -> None:
    """A new file that nobody else may read, not even while it is written."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def copy_database(path: Path, target: Path, progress: Progress) -> None:
    """Copy a database as it stands at this moment, whoever writes in it meanwhile."""
    make_private(target)
    try:
        _copy(path, target, progress)
    except _sqlite().OperationalError as problem:  # Nothing that people wrote stands in these.
        raise CopyProblem(f"the database cannot be copied ({problem}): look at its disk, then try again") from None


def _copy(path: Path, target: Path, progress: Progress) -> None:
    with closing(_sqlite().connect(path)) as source, closing(_sqlite().connect(target)) as copy:
        source.isolation_level = None
        source.execute("PRAGMA busy_timeout=5000")
        # One reading transaction around all of it: what is written meanwhile neither gets in nor makes us begin anew.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(copy, pages=_PAGES, progress=lambda _, left, all_: progress(all_ - left, all_))
        # A copy is one file, with nothing beside it.
        copy.execute("PRAGMA journal_mode=DELETE")


def look_over(path: Path) -> str:
    """Look a copy over, every page of it; gives its schema's revision, or raises CopyProblem."""
    try:
        with closing(_sqlite().connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            well = copy.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            tied = copy.execute("PRAGMA foreign_key_check").fetchone() is None
            revision = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except _sqlite().DatabaseError:
        well = False
    if not well or not tied or revision is None:
        raise CopyProblem("the copy does not hold a sound database of ours: take another one")
    return str(revision[0])


def put_in_place(new: Path, present: Path, aside: Path) -> None:
    """Let `new` be the database and keep the present one as `aside`; killed anywhere, it is the one or the other."""
    _alone(new)
    _sync(new)
    if present.exists():
        _bring_in_what_lies_beside(present)
        _keep(present, aside)
    for end in _BESIDE:
        left = Path(f"{present}{end}")
        if left.exists():
            # Empty, or of a database that cannot be read: no sound one loses anything here.
            _keep(left, Path(f"{aside}{end}"))
            left.unlink()
    Path(f"{present}-shm").unlink(missing_ok=True)
    os.replace(new, present)
    sync_folder(present.parent)


def _alone(new: Path) -> None:
    """All of it in the one file, with nothing beside it that would have to go along."""
    with closing(_sqlite().connect(new)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


def _bring_in_what_lies_beside(present: Path) -> None:
    """Bring the log into the file: what it holds is kept with the rest, and must not get into what comes."""
    try:
        with closing(_sqlite().connect(present)) as database:
            database.execute("PRAGMA busy_timeout=5000")
            busy = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except _sqlite().DatabaseError:
        return
    if busy:
        raise CopyProblem("another program holds the database open: end it, then try again")


def _keep(path: Path, aside: Path) -> None:
    """A second name for a file; the first one stays until something else takes it."""
    half = aside.with_name(f"{aside.name}.half")
    half.unlink(missing_ok=True)
    try:
        os.link(path, half)
    except OSError:  # Some disks know no second names.
        make_private(half)
        shutil.copyfile(path, half)
    half.chmod(0o600)
    # How old it is as a copy is counted from now.
    os.utime(half)
    os.replace(half, aside)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sqlite() -> Any:
    # By name, so that it is the sound one that `storage` puts in place.
    return importlib.import_module("sqlite3")
