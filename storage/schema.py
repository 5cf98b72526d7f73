"""All tables of the house in one place, and whether a database holds them."""

from enum import Enum, auto

from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

# Importing a module declares its tables.
from storage import appointments, counselling, drafts, inbox, invitations, outbox, people, vitals
from storage.engine import Database, metadata

__all__ = ["REVISION", "DatabaseProblem", "State", "look", "metadata"]
_MODULES = (appointments, counselling, drafts, inbox, invitations, outbox, people, vitals)

# The newest migration; a test holds it to the files in storage/migrations.
REVISION = "0001"


class DatabaseProblem(Exception):
    """The database cannot be used; the message says why and what to do."""


class State(Enum):
    """What we find in a database."""

    EMPTY = auto()
    CURRENT = auto()
    OLDER = auto()


async def look(database: Database) -> State:
    """Find out what the database holds; raise DatabaseProblem when it is damaged, foreign or newer than this code."""
    try:
        async with database.transaction() as tx:
            if database.url.get_backend_name() == "sqlite":
                verdict = (await tx.execute(text("PRAGMA quick_check(1)"))).scalar()
                if verdict != "ok":
                    raise DatabaseProblem("the database is damaged; restore the newest backup with `nabobot restore`")
            names = await tx.connection.run_sync(lambda connection: set(inspect(connection).get_table_names()))
            if "alembic_version" not in names:
                if names:
                    raise DatabaseProblem("this database belongs to another program; set NABOBOT_DATABASE_URL to ours")
                return State.EMPTY
            revision = (await tx.execute(text("SELECT version_num FROM alembic_version"))).scalar()
    except DatabaseError as problem:
        raise DatabaseProblem(
            "the database cannot be read (damaged, foreign, locked or not writable); "
            "check the file, or restore the newest backup with `nabobot restore`"
        ) from problem
    if revision is not None and revision > REVISION:
        raise DatabaseProblem(
            f"the database is newer ({revision}) than this program ({REVISION}); install the newer program"
        )
    return State.CURRENT if revision == REVISION else State.OLDER
