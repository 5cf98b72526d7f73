"""What the doctor says about copies, about the list of who was forgotten, and about who may read our files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.backup import copies, put_aside
from bot.settings import Settings
from domain.retention import COPIES
from storage import erasures
from storage.engine import Tx
from storage.forgotten import read_list

# A copy every night, and one night may fail.
FRESH = timedelta(days=2)
_OTHERS = 0o077
_KEPT = ("*.sqlite3*", "*.before-*", "secret.key", "forgotten")
# What a kill leaves of a copy that was being made, or gone back to.
_HALF = ("*-copying.sqlite3*", "*-restoring.sqlite3*")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; of what is not well, or may not stay so, what to do."""

    well: bool
    text: str
    warning: bool = False

    @property
    def mark(self) -> str:
        """How it is shown at the edge."""
        return "!" if self.warning else "✓" if self.well else "✗"


def of_copies(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Whether there is a copy to go back to, and none that is kept too long."""
    if settings.database_file is None:
        yield Finding(True, "copies: the PostgreSQL server makes its own; see `pg_dump`")
        return
    yield _newest(settings, now)
    aside = [path for at, path in put_aside(settings) if now - at > COPIES.span]
    half = [path for pattern in _HALF for path in settings.database_file.parent.glob(pattern)]
    for path in (*aside, *half):
        yield Finding(True, f"copies: {path} holds what people wrote and is needed no more; delete it", warning=True)


def _newest(settings: Settings, now: datetime) -> Finding:
    found = copies(settings)
    if not found:
        used = settings.copies.exists()
        return Finding(True, f"copies: none in {settings.copies} yet; make one with `nabobot backup`", warning=used)
    at = found[-1][0]
    said = f"copies: the newest of {len(found)} is from {at:%Y-%m-%d %H:%M} UTC"
    if now - at > FRESH:
        return Finding(True, f"{said}; see why none is made any more", warning=True)
    return Finding(True, said)


async def of_the_forgotten(tx: Tx, settings: Settings) -> Finding:
    """Whether everybody who was forgotten stands in the list that no copy overwrites."""
    listed, noted = read_list(settings.forgotten_file), await erasures.listed(tx)
    missing = len(set(noted) - set(listed.gone))
    if missing:
        return Finding(False, f"forgotten: {missing} are missing in {settings.forgotten_file}; restart the bot")
    if listed.unreadable:
        said = f"{listed.unreadable} lines of {settings.forgotten_file} cannot be read"
        return Finding(True, f"forgotten: everybody is listed, and {said}", warning=True)
    return Finding(True, f"forgotten: all {len(listed.gone)} stand in the list beside the database")


def of_files(settings: Settings) -> Iterator[Finding]:
    """Whether nobody else on this machine may read what we keep."""
    open_to_others = [path for path in _ours(settings) if path.stat().st_mode & _OTHERS]
    for path in open_to_others:
        right = "700" if path.is_dir() else "600"
        yield Finding(False, f"files: others may read {path}; `chmod {right} {path}`")
    if not open_to_others:
        yield Finding(True, "files: for nobody else's eyes")


def _ours(settings: Settings) -> list[Path]:
    """What we keep; whatever else lies in the folder is somebody else's to guard."""
    folders = {settings.data, settings.copies, (settings.database_file or settings.key_file).parent}
    kept = [path for folder in folders for pattern in _KEPT for path in folder.glob(pattern)]
    inside = [path for path in settings.copies.glob("*") if path.is_file()]
    return sorted({*kept, *inside, *(folder for folder in (settings.data, settings.copies) if folder.is_dir())})
