"""What women and families wish for: topics and guests that staff ask about."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)

from domain.polls import Poll, PollKind
from storage.columns import Moment
from storage.engine import Tx, metadata

polls = Table(
    "polls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("gathering_id", ForeignKey("gatherings.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    # Keys of themes, or words by language.
    Column("options", JSON, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("closes_at", Moment, nullable=False),
    Column("closed_at", Moment),
)

# One vote each; it can be changed until the poll closes, and goes soon after.
votes = Table(
    "votes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("poll_id", ForeignKey("polls.id"), nullable=False),
    Column("person_id", ForeignKey("persons.id"), nullable=False, index=True),
    Column("choice", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)
Index("ix_votes_once", votes.c.poll_id, votes.c.person_id, unique=True)

_OVER = select(polls).where(polls.c.closes_at <= bindparam("now"), polls.c.closed_at.is_(None)).order_by(polls.c.id)


def _poll(row: Row[Any]) -> Poll:
    kind, options = PollKind(row.kind), tuple(row.options)
    return Poll(row.id, row.code, row.gathering_id, kind, options, row.asked_at, row.closes_at, row.closed_at)


async def ask(
    tx: Tx, gathering: int, kind: PollKind, options: Sequence[Any], staff_id: int, now: datetime, closes_at: datetime
) -> str:
    """Ask what they wish for, and give the public code."""
    code = secrets.token_hex(4)
    values = {"code": code, "gathering_id": gathering, "kind": kind.value, "options": list(options)}
    await tx.execute(insert(polls).values(staff_id=staff_id, asked_at=now, closes_at=closes_at, **values))
    return code


async def find_poll(tx: Tx, code: str) -> Poll | None:
    """The poll with this public code."""
    row = (await tx.execute(select(polls).where(polls.c.code == code))).first()
    return None if row is None else _poll(row)


async def polls_of(tx: Tx, gathering: int) -> list[Poll]:
    """The polls of a gathering, newest first."""
    rows = await tx.execute(select(polls).where(polls.c.gathering_id == gathering).order_by(polls.c.id.desc()))
    return [_poll(row) for row in rows]


async def vote(tx: Tx, poll: int, person: int, choice: int, now: datetime) -> None:
    """Her vote, in place of the one she had."""
    mine = (votes.c.poll_id == poll) & (votes.c.person_id == person)
    done = await tx.execute(update(votes).where(mine).values(choice=choice, at=now))
    if done.rowcount == 0:
        await tx.execute(tx.insert_new(votes), [{"poll_id": poll, "person_id": person, "choice": choice, "at": now}])


async def vote_of(tx: Tx, poll: int, person: int) -> int | None:
    """What she voted for."""
    mine = (votes.c.poll_id == poll) & (votes.c.person_id == person)
    return (await tx.execute(select(votes.c.choice).where(mine))).scalar()


async def counted(tx: Tx, poll: int) -> dict[int, int]:
    """How many voted for each choice."""
    count = select(votes.c.choice, func.count().label("votes")).where(votes.c.poll_id == poll)
    return {row.choice: row.votes for row in await tx.execute(count.group_by(votes.c.choice))}


async def close_poll(tx: Tx, poll: int, now: datetime) -> bool:
    """No more votes; False when it was closed before."""
    here = (polls.c.id == poll) & polls.c.closed_at.is_(None)
    return (await tx.execute(update(polls).where(here).values(closed_at=now))).rowcount == 1


async def polls_over(tx: Tx, now: datetime) -> list[Poll]:
    """Polls whose time is over and that nobody has closed."""
    return [_poll(row) for row in await tx.execute(_OVER, {"now": now})]


async def voters_of(tx: Tx, poll: int) -> list[int]:
    """Who has voted: to thank them, never to say for what."""
    return sorted((await tx.execute(select(votes.c.person_id).where(votes.c.poll_id == poll))).scalars())


async def drop_votes(tx: Tx, person: int) -> None:
    """Her votes go."""
    await tx.execute(votes.delete().where(votes.c.person_id == person))
