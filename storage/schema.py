"""All tables of the house in one place, and whether a database holds them."""

import asyncio
import importlib
import re
from contextlib import closing
from enum import Enum, auto
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

# Importing a module declares its tables.
from storage import (
    appointments,
    consents,
    counselling,
    drafts,
    erasures,
    families,
    feeds,
    finished,
    gatherings,
    inbox,
    invitations,
    ledgers,
    messages,
    opening,
    outbox,
    people,
    polls,
    presence,
    questions,
    referrals,
    register,
    sentences,
    sign_ups,
    surveys,
    vitals,
    years,
)
from storage.engine import Database, Tx, metadata

__all__ = ["REVISION", "DatabaseProblem", "State", "look", "metadata"]
_MODULES = (
    *(appointments, consents, counselling, drafts, erasures, families, feeds, finished, gatherings, inbox, invitations),
    *(
        ledgers,
        messages,
        opening,
        outbox,
        people,
        polls,
        presence,
        questions,
        referrals,
        register,
        sentences,
        sign_ups,
        surveys,
        vitals,
        years,
    ),
)

# The newest migration; a test holds it to the files in storage/migrations.
REVISION = "0006"
_NOT_OURS = "this database belongs to another program; set NABOBOT_DATABASE_URL to ours"
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
        _refuse_emptied(Path(database.url.database or ""))
        await asyncio.to_thread(_refuse_foreign, Path(database.url.database or ""))
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


def _refuse_emptied(path: Path) -> None:
    # SQLite takes a file of no bytes for a new database; ours never had none, so a full disk or a stray tool did this.
    if path.is_file() and path.stat().st_size == 0:
        raise DatabaseProblem(
            "the database file is there but holds nothing; restore the newest backup with `nabobot restore`, "
            "or remove the file to begin anew"
        )


def _refuse_foreign(path: Path) -> None:
    if not path.is_file():
        return
    sqlite = importlib.import_module("sqlite3")
    try:
        # Read-only, because opening it as ours would already change the journal it uses.
        with closing(sqlite.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    except sqlite.DatabaseError:
        # What is wrong with it is said by those who look closer.
        return
    _refuse_others({name for (name,) in found})


def _refuse_others(tables: set[str]) -> None:
    if tables and "alembic_version" not in tables:
        raise DatabaseProblem(_NOT_OURS)


async def _refuse_damaged(tx: Tx) -> None:
    if (await tx.execute(text("PRAGMA quick_check(1)"))).scalar() != "ok":
        raise DatabaseProblem("the database is damaged; restore the newest backup with `nabobot restore`")


async def _state(tx: Tx) -> State:
    names = await tx.connection.run_sync(lambda connection: set(inspect(connection).get_table_names()))
    _refuse_others(names)
    if not names:
        return State.EMPTY
    revision: str = (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalar() or ""
    if not revision and len(names) == 1:
        return State.EMPTY
    if not _REVISIONS.fullmatch(revision):
        raise DatabaseProblem(_NOT_OURS)
    if revision > REVISION:
        raise DatabaseProblem(
            f"the database is newer ({revision}) than this program ({REVISION}); install the newer program"
        )
    return State.CURRENT if revision == REVISION else State.OLDER
