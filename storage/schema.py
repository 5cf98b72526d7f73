"""All tables of the house in one place, and whether a database holds them."""

import re
from enum import Enum, auto
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

# Importing a module declares its tables.
from storage import appointments, counselling, drafts, inbox, invitations, outbox, people, vitals
from storage.engine import Database, Tx, metadata

__all__ = ["REVISION", "DatabaseProblem", "State", "look", "metadata"]
_MODULES = (appointments, counselling, drafts, inbox, invitations, outbox, people, vitals)

# The newest migration; a test holds it to the files in storage/migrations.
REVISION = "0001"
_REVISIONS = re.compile(r"\d{4}")


class DatabaseProblem(Exception):
    """The database cannot be used; the message says why and what to do."""


class State(Enum):
    """What we find in a database."""

    EMPTY = auto()
    CURRENT = auto()
    OLDER = auto()


async def look(database: Database) -> State:
    """Find out what the database holds; raise DatabaseProblem when it is damaged, foreign or newer than this code."""
    on_file = database.url.get_backend_name() == "sqlite"
    if on_file:
        _refuse_emptied(database.url.database)
    try:
        async with database.transaction() as tx:
            if on_file:
                await _refuse_damaged(tx)
            return await _state(tx)
    except DatabaseError as problem:
        raise DatabaseProblem(
            "the database cannot be read (damaged, foreign, locked or not writable); "
            "check the file, or restore the newest backup with `nabobot restore`"
        ) from problem


def _refuse_emptied(path: str | None) -> None:
    # SQLite takes a file of no bytes for a new database; ours never had none, so a full disk or a stray tool did this.
    if path and Path(path).is_file() and Path(path).stat().st_size == 0:
        raise DatabaseProblem(
            "the database file is there but holds nothing; restore the newest backup with `nabobot restore`, "
            "or remove the file to begin anew"
        )


async def _refuse_damaged(tx: Tx) -> None:
    if (await tx.execute(text("PRAGMA quick_check(1)"))).scalar() != "ok":
        raise DatabaseProblem("the database is damaged; restore the newest backup with `nabobot restore`")


async def _state(tx: Tx) -> State:
    names = await tx.connection.run_sync(lambda connection: set(inspect(connection).get_table_names()))
    if "alembic_version" not in names:
        if names:
            raise DatabaseProblem("this database belongs to another program; set NABOBOT_DATABASE_URL to ours")
        return State.EMPTY
    revision: str = (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalar() or ""
    if not revision and len(names) == 1:
        return State.EMPTY
    if not _REVISIONS.fullmatch(revision):
        raise DatabaseProblem("this database belongs to another program; set NABOBOT_DATABASE_URL to ours")
    if revision > REVISION:
        raise DatabaseProblem(
            f"the database is newer ({revision}) than this program ({REVISION}); install the newer program"
        )
    return State.CURRENT if revision == REVISION else State.OLDER
