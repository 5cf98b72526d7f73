"""Copies of the database: made beside a running bot, looked over, sealed as a whole; taken away when they are old."""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.keys import given_keys
from bot.settings import Settings
from domain.retention import COPIES
from storage.copies import Progress, copy_database, look_over, make_private
from storage.forgotten import sync_folder
from storage.sealed_file import CopyProblem, SealedFile, is_copy, seal_file

NAME = "nabobot-{:%Y%m%dT%H%M%SZ}.copy"
_NAMED = re.compile(r"nabobot-(\d{8}T\d{6}Z)\.copy")
_MADE = "%Y%m%dT%H%M%SZ"
# What restoring and migrating put aside are copies too.
_PUT_ASIDE = ("*.before-restore*", "*.before-migration")
SERVER = (
    "the database is on a PostgreSQL server, which makes its own copies: "
    "`pg_dump --format=custom NAME | gpg --symmetric --output FILE`"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made: where, how big, of which moment; and which older ones went."""

    path: Path
    size: int
    at: datetime
    gone: tuple[Path, ...]


def make_copy(settings: Settings, out: Path | None, keep: int | None, days: int, progress: Progress) -> Made:
    """Copy, look over, seal, look over again; then take away what is older than allowed, or more than wanted."""
    database = database_of(settings)
    if not database.exists():
        raise CopyProblem(f"there is no database at {database}, so there is nothing to copy")
    keys, now = given_keys(settings), Clock(settings.clock_file).now()
    path = out or settings.copies / NAME.format(now)
    _refuse_to_spoil(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(database.parent), _beside(database) as plain:
        copy_database(database, plain, progress)
        about = {"made_at": now.isoformat(), "revision": look_over(plain)}
        _seal(plain, path, keys[0], about)
    gone = (*_too_old(settings, now, timedelta(days=days)), *_too_many(settings, keep))
    return Made(path, path.stat().st_size, now, _removed(gone))


def database_of(settings: Settings) -> Path:
    """The SQLite file, or a word on what to do instead."""
    if settings.database_file is None:
        raise CopyProblem(SERVER)
    return settings.database_file


def _refuse_to_spoil(path: Path) -> None:
    """An older copy may be written over; the database itself, or whatever else has that name, may not."""
    if path.exists() and not is_copy(path):
        raise CopyProblem(f"{path} is there and is no copy: name another file")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two at once would write into one another's half; the lock is on the folder and goes with the process."""
    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise CopyProblem("another copy is being made at this moment: wait until it is done") from None
    finally:
        os.close(number)


@contextmanager
def _beside(database: Path) -> Iterator[Path]:
    """A place for the unsealed copy: where the database is, and nowhere else."""
    plain = database.with_name(f"{database.stem}-copying.sqlite3")
    try:
        yield plain
    finally:
        plain.unlink(missing_ok=True)


def _seal(plain: Path, path: Path, key: str, about: dict[str, str]) -> None:
    # Always the same name, so that what a kill left of one is written over by the next.
    half = path.with_name("nabobot.copy.half")
    make_private(half)
    try:
        with plain.open("rb") as source, half.open("r+b") as target:
            seal_file(source, target, key, about)
            target.flush()
            os.fsync(target.fileno())
        _refuse_other(plain, half, key)
        os.replace(half, path)
    finally:
        # On a full disk it would keep the room that the next one needs.
        half.unlink(missing_ok=True)
    sync_folder(path.parent)


def _refuse_other(plain: Path, sealed: Path, key: str) -> None:
    """What was sealed must be what is read from it: a disk may have lied."""
    with plain.open("rb") as source:
        meant = hashlib.file_digest(source, "sha256").digest()
    found = hashlib.sha256()
    with sealed.open("rb") as file:
        for piece in SealedFile(file, [key]):
            found.update(piece)
    if found.digest() != meant:
        raise CopyProblem("the copy was written and reads otherwise: look at the disk")


def copies(settings: Settings) -> list[tuple[datetime, Path]]:
    """The copies in their folder, oldest first, each with its moment."""
    named = ((path, _NAMED.fullmatch(path.name)) for path in settings.copies.glob("*.copy"))
    return sorted(
        (datetime.strptime(found[1], _MADE).replace(tzinfo=UTC), path) for path, found in named if found is not None
    )


def put_aside(settings: Settings) -> list[tuple[datetime, Path]]:
    """What restoring and migrating put aside, each with the moment it was last written."""
    folder = (settings.database_file or settings.data).parent
    found = (path for pattern in _PUT_ASIDE for path in folder.glob(pattern))
    return [(datetime.fromtimestamp(path.stat().st_mtime, UTC), path) for path in found]


def _too_old(settings: Settings, now: datetime, allowed: timedelta) -> list[Path]:
    old = [path for at, path in copies(settings) if at < now - allowed]
    return old + [path for at, path in put_aside(settings) if at < now - COPIES.span]


def _too_many(settings: Settings, keep: int | None) -> list[Path]:
    return [path for _, path in copies(settings)[:-keep]] if keep else []


def _removed(gone: tuple[Path, ...]) -> tuple[Path, ...]:
    for path in gone:
        path.unlink(missing_ok=True)
    return tuple(dict.fromkeys(gone))
