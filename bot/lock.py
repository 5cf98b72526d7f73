"""One house at a time on one database: a second would send everything twice."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from filelock import FileLock, Timeout

from bot.reports import Mishap
from bot.settings import Settings
from storage.engine import Database

REASON = "another Nabobot works on {} already: only one can; stop that one, or give this one a NABOBOT_DATA of its own"


class TakenAlready(Mishap):
    """Another process is at it; the message says what to do."""


@contextmanager
def file_lock(settings: Settings) -> Iterator[None]:
    """Hold the lock beside the SQLite file; it goes with the process, however that ends."""
    if settings.database_file is None:
        yield
        return
    settings.database_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(f"{settings.database_file}.lock", timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise TakenAlready(REASON.format(settings.database_file)) from None
    try:
        yield
    finally:
        lock.release()


@asynccontextmanager
async def server_lock(database: Database) -> AsyncIterator[None]:
    """Hold the lock in PostgreSQL; it goes with the connection."""
    if database.url.get_backend_name() == "sqlite":
        yield
        return
    from storage.lock import advisory_lock  # Not loaded where the database is a file.

    async with advisory_lock(database) as mine:
        if not mine:
            raise TakenAlready(REASON.format("this database"))
        yield
