"""Two entries that are one family: joined and un-joined by staff, with history."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Table,
    exists,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from domain.families import Family, Join, fits_code, fits_name, folded, parts_of, root_of
from domain.registers import Met
from domain.slots import Span
from storage.appointments import talks
from storage.columns import Moment
from storage.counselling import requests
from storage.engine import Tx, metadata
from storage.people import families, persons, staff
from storage.referrals import contacts
from storage.sign_ups import attendances, sign_ups
from storage.surveys import survey_invitations

family_joins = Table(
    "family_joins",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kept_id", ForeignKey("families.id"), nullable=False, index=True),
    Column("joined_id", ForeignKey("families.id"), nullable=False, index=True),
    # Ids of the rows that went over, by table, so that exactly these go back.
    Column("moved", JSON, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("undone_at", Moment),
    Column("undone_by", ForeignKey("staff.id")),
)

# Two families that look alike and are not the same: not to be suggested again.
family_strangers = Table(
    "family_strangers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("one_id", ForeignKey("families.id"), nullable=False),
    Column("other_id", ForeignKey("families.id"), nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("said_at", Moment, nullable=False),
)

# Everything that belongs to a family, and goes over with it.
MOVES = (persons, requests, talks, contacts, sign_ups, attendances, survey_invitations)
NICKNAME = "nickname"
_UNDOER, _KEPT = staff.alias("undoer"), families.alias("kept")
_JOINS = (
    select(family_joins, families.c.code, _KEPT.c.code.label("kept"), staff.c.name, _UNDOER.c.name.label("undoer"))
    .join_from(family_joins, families, families.c.id == family_joins.c.joined_id)
    .join(_KEPT, _KEPT.c.id == family_joins.c.kept_id)
    .join(staff, staff.c.id == family_joins.c.staff_id)
    .outerjoin(_UNDOER, _UNDOER.c.id == family_joins.c.undone_by)
)


def _join(row: Any) -> Join:
    pair = (row.kept_id, row.joined_id, row.kept, row.code)
    return Join(row.id, *pair, row.name, row.joined_at, row.undoer, row.undone_at)


async def every_join(tx: Tx) -> list[Join]:
    """All joins there ever were, oldest first; they are few."""
    return [_join(row) for row in await tx.execute(_JOINS.order_by(family_joins.c.id))]


async def find_join(tx: Tx, join: int) -> Join | None:
    """One join."""
    row = (await tx.execute(_JOINS.where(family_joins.c.id == join))).first()
    return None if row is None else _join(row)


async def joined_away(tx: Tx) -> dict[int, int]:
    """Where each family that was joined into another went."""
    rows = await tx.execute(
        select(family_joins.c.joined_id, family_joins.c.kept_id).where(family_joins.c.undone_at.is_(None))
    )
    return {row.joined_id: row.kept_id for row in rows}


async def find_family(tx: Tx, code: str) -> Met | None:
    """The family with this code; the code of one that was joined into another finds the one that was kept."""
    known = (await tx.execute(select(families.c.id).where(families.c.code == code))).scalar()
    return None if known is None else await get_family(tx, root_of(known, await joined_away(tx)))


async def get_family(tx: Tx, family: int) -> Met:
    """A family that is known to be there."""
    row = (await tx.execute(select(families).where(families.c.id == family))).one()
    return Met(row.id, row.code, tx.unseal(row.nickname))


async def look_at(tx: Tx, met: Met, year: Span | None = None) -> Family:
    """What staff see of a family: no name, and how often it was talked with, in a year or ever."""
    counted: ColumnElement[bool] = talks.c.withdrawn_at.is_(None)
    if year is not None:
        counted &= (talks.c.held_at >= year.starts_at) & (talks.c.held_at < year.ends_at)
    here, asked = persons.c.telegram_id.is_not(None), requests.c.id.is_not(None)
    which = ((persons, here), (talks, counted), (requests, asked))
    counts = [await _count(tx, table, (table.c.family_id == met.id) & also) for table, also in which]
    return Family(met.id, met.code, met.nickname, *counts)


async def _count(tx: Tx, table: Table, which: ColumnElement[bool]) -> int:
    number: int = (await tx.execute(select(func.count()).select_from(table).where(which))).scalar_one()
    return number


async def call_family(tx: Tx, family: int, nickname: str | None) -> None:
    """What staff call a family among themselves; nothing takes the word away."""
    await tx.execute(update(families).where(families.c.id == family).values(nickname=tx.seal(nickname)))


async def families_called(tx: Tx, word: str) -> set[int]:
    """The families whose code or nickname somebody typed, each as the one it is part of now."""
    sought, joined = folded(word), await joined_away(tx)
    rows = await tx.execute(select(families.c.id, families.c.code, families.c.nickname))
    return {
        root_of(row.id, joined)
        for row in rows
        if fits_code(row.code, sought) or (row.nickname and fits_name(tx.unseal(row.nickname), sought))
    }


async def families_asking(tx: Tx, word: str) -> set[int]:
    """The families behind a request whose code somebody typed."""
    sought = folded(word)
    rows = await tx.execute(select(requests.c.code, requests.c.family_id))
    return {row.family_id for row in rows if fits_code(row.code, sought)}


async def join_families(tx: Tx, kept: int, joined: int, staff_id: int, now: datetime) -> bool:
    """Make one family of two: all that belongs to one goes over to the one that is kept.

    Of two who join at once, one does; the other finds that one of the two is part of another family already.
    """
    await hold_families(tx, kept, joined)
    gone = await joined_away(tx)
    if kept == joined or kept in gone or joined in gone:
        return False
    moved = {table.name: await _move(tx, table, kept, table.c.family_id == joined) for table in MOVES}
    moved[NICKNAME] = await _pass_nickname(tx, joined, kept)
    values = {"kept_id": kept, "joined_id": joined, "moved": moved, "staff_id": staff_id, "joined_at": now}
    await tx.execute(insert(family_joins).values(**values))
    return True


async def hold_families(tx: Tx, *held: int) -> None:
    """On a server nobody else may hold any of them meanwhile; a file has one writer at a time anyhow."""
    await tx.execute(select(families.c.id).where(families.c.id.in_(held)).order_by(families.c.id).with_for_update())


async def _move(tx: Tx, table: Table, to: int, which: ColumnElement[bool]) -> list[int]:
    statement = update(table).where(which).values(family_id=to).returning(table.c.id)
    return sorted((await tx.execute(statement)).scalars())


async def _pass_nickname(tx: Tx, giver: int, taker: int) -> list[int]:
    """What staff call one family is what the two are called, if the other has no such word; says whose it was."""
    words = {
        row.id: row.nickname for row in await tx.execute(select(families).where(families.c.id.in_((giver, taker))))
    }
    if words[giver] is None or words[taker] is not None:
        return []
    for family, word in ((taker, words[giver]), (giver, None)):
        await tx.execute(update(families).where(families.c.id == family).values(nickname=word))
    return [giver]


def in_the_way(join: Join, joins: Iterable[Join]) -> Join | None:
    """The join that has to be undone before this one: the family it was kept in is part of another by now."""
    return next((one for one in joins if one.stands and one.joined == join.kept), None)


async def unjoin_families(tx: Tx, join: Join, staff_id: int, now: datetime) -> bool:
    """Make two families of one again; say whether it could be: not while the kept one is part of another itself."""
    await hold_families(tx, join.kept, join.joined)
    further = family_joins.alias()
    part_of_another = exists().where(further.c.joined_id == join.kept, further.c.undone_at.is_(None))
    here = (family_joins.c.id == join.id) & family_joins.c.undone_at.is_(None) & ~part_of_another
    done = update(family_joins).where(here).values(undone_at=now, undone_by=staff_id)
    moved = (await tx.execute(done.returning(family_joins.c.moved))).scalar()
    if moved is None:
        return False
    await _give_back(tx, join, moved)
    for family in (join.kept, join.joined):
        await drop_nicknames(tx, family)
    return True


async def _give_back(tx: Tx, join: Join, moved: Mapping[str, list[int]]) -> None:
    """What went over goes back, as far as it is still there and has not gone further.

    So does what those who go back have asked for since, and the talks about that: it never was the other family's.
    """
    back = select(persons.c.id).where(persons.c.family_id == join.joined)
    asked = select(requests.c.id).where(requests.c.family_id == join.joined)
    since = {
        **{one: one.c.person_id.in_(back) for one in (requests, sign_ups, attendances)},
        # A paper asks the family that it was printed for, whoever scans its code.
        survey_invitations: survey_invitations.c.person_id.in_(back) & survey_invitations.c.paper_hash.is_(None),
        **{one: one.c.request_id.in_(asked) for one in (talks, contacts)},
    }
    for table in MOVES:
        theirs = or_(table.c.id.in_(moved.get(table.name, [])), since.get(table, false()))
        await _move(tx, table, join.joined, theirs & (table.c.family_id == join.kept))
    if moved.get(NICKNAME):
        await _pass_nickname(tx, join.kept, join.joined)


async def drop_nicknames(tx: Tx, family: int) -> None:
    """What staff call a family goes with the last of it, and so does what those joined into it were called."""
    parts = parts_of(family, await joined_away(tx))
    known = exists().where(persons.c.family_id == family)
    here = exists().where(persons.c.family_id == family, persons.c.telegram_id.is_not(None))
    await tx.execute(update(families).where(families.c.id.in_(parts), known, ~here).values(nickname=None))


async def family_of(tx: Tx, person: int) -> int:
    """The family somebody is counted in now; she may have been read before two were joined."""
    family: int = (await tx.execute(select(persons.c.family_id).where(persons.c.id == person))).scalar_one()
    return family
