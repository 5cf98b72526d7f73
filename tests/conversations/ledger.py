"""What stands in the database, for tests that must look behind the screens."""

from datetime import datetime
from typing import Any

from sqlalchemy import text

from domain.appointments import OCCUPYING
from storage.columns import Moment
from storage.schema import metadata
from tests.town import Citizen, Town

OCCUPIES = ", ".join(f"'{state}'" for state in sorted(OCCUPYING))
# What must never be found: each query, and what a row of it would mean.
UNSOUND = {
    "two people have one time": f"""
        SELECT one.id, other.id FROM appointments AS one JOIN appointments AS other ON one.id < other.id
        WHERE one.kind <> 'call' AND other.kind <> 'call' AND one.state IN ({OCCUPIES}) AND other.state IN ({OCCUPIES})
        AND one.starts_at < other.ends_at AND other.starts_at < one.ends_at""",  # noqa: S608
    "a booked request has not exactly one time": """
        SELECT id FROM requests WHERE state = 'booked' AND 1 <>
        (SELECT count(*) FROM appointments WHERE request_id = requests.id AND appointments.state = 'confirmed')""",
    "a confirmed time belongs to no booked request": """
        SELECT appointments.id FROM appointments LEFT JOIN requests ON requests.id = request_id
        WHERE appointments.state = 'confirmed' AND requests.state IS NOT 'booked'""",
    "an offered request has no offer": """
        SELECT id FROM requests WHERE state = 'offered' AND NOT EXISTS
        (SELECT 1 FROM appointments WHERE request_id = requests.id AND appointments.state = 'offered')""",
    "an offer stands for a request that is not offered": """
        SELECT appointments.id FROM appointments JOIN requests ON requests.id = request_id
        WHERE appointments.state = 'offered' AND requests.state <> 'offered'""",
    "a request is held by nobody": """
        SELECT id FROM requests WHERE state IN ('taken', 'offered') AND staff_id IS NULL""",
    "a request is free and held": "SELECT id FROM requests WHERE state = 'new' AND staff_id IS NOT NULL",
    "a held talk is not in the register": """
        SELECT id FROM appointments WHERE state = 'held' AND id NOT IN
        (SELECT appointment_id FROM talks WHERE appointment_id IS NOT NULL)""",
    "a talk is in the register that was not held": """
        SELECT talks.id FROM talks JOIN appointments ON appointments.id = appointment_id
        WHERE appointments.state <> 'held' AND talks.withdrawn_at IS NULL""",
    "somebody asks for more than she may": """
        SELECT person_id FROM requests WHERE state IN ('new', 'taken', 'offered', 'booked')
        GROUP BY person_id HAVING count(*) > 3""",
    "something is in a family that was joined into another": """
        SELECT joined_id FROM family_joins WHERE undone_at IS NULL AND (
        joined_id IN (SELECT family_id FROM persons) OR joined_id IN (SELECT family_id FROM requests)
        OR joined_id IN (SELECT family_id FROM talks) OR joined_id IN (SELECT family_id FROM contacts))""",
    "a request is not in the family of whoever asked": """
        SELECT requests.id FROM requests JOIN persons ON persons.id = person_id
        WHERE requests.family_id <> persons.family_id""",
    "an update was given up": "SELECT id FROM inbox WHERE parked IS NOT NULL OR tries > 0",
    "an update waits": "SELECT id FROM inbox WHERE handled_at IS NULL OR answered_at IS NULL",
    "a send has no outcome": "SELECT id FROM attempts WHERE outcome IS NULL",
    "a row points at nothing": "PRAGMA foreign_key_check",
}


async def rows(town: Town, statement: str, **values: object) -> list[tuple[Any, ...]]:
    """What a query finds."""
    async with town.running.database.transaction() as tx:
        return [tuple(row) for row in await tx.execute(text(statement), values)]


async def count(town: Town, table: str) -> int:
    """How many rows a table has."""
    ((number,),) = await rows(town, f"SELECT count(*) FROM {table}")  # noqa: S608
    return int(number)


async def everything(town: Town) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, with what is sealed opened."""
    async with town.running.database.transaction() as tx:
        return {
            name: [
                {column: _opened(tx, value) for column, value in row.items()}
                for row in (await tx.execute(table.select())).mappings()
            ]
            for name, table in metadata.tables.items()
        }


def _opened(tx: Any, value: Any) -> Any:
    return tx.unseal(value) if isinstance(value, bytes) and value.startswith(b"gAAAA") else value


async def readable(town: Town) -> str:
    """All that anybody could read who has the database and the key."""
    return repr(await everything(town))


async def unsound(town: Town) -> dict[str, list[tuple[Any, ...]]]:
    """Which promises the database breaks, and by which rows."""
    found = {promise: await rows(town, query) for promise, query in UNSOUND.items()}
    found["the file is damaged"] = [row for row in await rows(town, "PRAGMA integrity_check") if row != ("ok",)]
    return {promise: broken for promise, broken in found.items() if broken}


async def place_of(town: Town, someone: Citizen) -> int:
    """The number of somebody's place in the roster."""
    statement = "SELECT staff.id FROM staff JOIN persons ON persons.id = person_id WHERE telegram_id = :who"
    return int((await rows(town, f"{statement} AND removed_at IS NULL", who=someone.phone.id))[0][0])


async def sent(town: Town, kind: str) -> dict[str, int]:
    """How the notices of one kind ended, and how many each way."""
    found = await rows(town, "SELECT state, count(*) FROM outbox WHERE kind = :kind GROUP BY state", kind=kind)
    return {str(state): int(number) for state, number in found}


def as_kept(moment: datetime) -> Any:
    """A moment as it stands in a column."""
    return Moment().process_bind_param(moment, None)  # type: ignore[arg-type]
