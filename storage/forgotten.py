"""The list beside the database of who was forgotten, which no copy overwrites.

A line holds the number of a person in the database, the moment her row was made and the moment she was forgotten, and a
sum to check them by: nothing that means anything without the database. The moment her row was made tells her from
somebody who gets the same number later, after going back to a copy.
"""

import os
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Gone:
    """Somebody who was forgotten; moments are microseconds since 1970, as the database has them."""

    person: int
    made_at: int
    # When she was forgotten is told for the reader; it makes her nobody else.
    at: int = field(compare=False)

    def line(self) -> str:
        """How she stands in the list."""
        said = f"{self.person} {self.made_at} {self.at}"
        return f"{said} {_sum(said)}\n"


@dataclass(frozen=True, slots=True)
class Listed:
    """What stands in the list, and how many of its lines nobody can read."""

    gone: Collection[Gone]
    unreadable: int


def read_list(path: Path) -> Listed:
    """Everybody in the list; none if there is no list."""
    try:
        lines = path.read_text("ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return Listed((), 0)
    found = [_read(line) for line in lines if line]
    return Listed({one for one in found if one}, found.count(None))


def add_to_list(path: Path, gone: Iterable[Gone]) -> None:
    """Write them down and see it on the disk; whoever stands there twice is one."""
    # What a power cut left of a line is ended first, so that it spoils no other.
    words = "".join(["\n" if _cut_off(path) else "", *(one.line() for one in gone)])
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(number, words.encode("ascii"))
        os.fsync(number)
    finally:
        os.close(number)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """See to it that names made or changed in a folder are on the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _cut_off(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) != b"\n"
    except OSError:  # No list yet, or an empty one.
        return False


def _read(line: str) -> Gone | None:
    said, _, check = line.rpartition(" ")
    numbers: Sequence[str] = said.split(" ")
    if check != _sum(said) or len(numbers) != 3 or not all(one.isdecimal() for one in numbers):
        return None
    return Gone(*(int(one) for one in numbers))


def _sum(said: str) -> str:
    return f"{zlib.crc32(said.encode('ascii', errors='replace')):08x}"
