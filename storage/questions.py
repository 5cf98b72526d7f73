"""What staff ask a resident back, what she answers, and what she writes to them herself."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Row, String, Table, func, insert, select, update

from domain.questions import Asked, Said, Saying
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.people import staff

# What staff write to a resident in their own words.
answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", ForeignKey("requests.id"), nullable=False, index=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("body", LargeBinary),
    Column("at", Moment, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("request_id", ForeignKey("requests.id"), nullable=False, index=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    # A ready sentence by its key, or staff's own words in `body`.
    Column("kind", String, nullable=False),
    Column("body", LargeBinary),
    Column("asked_at", Moment, nullable=False),
    # The key of the button she pressed.
    Column("answer", String),
    Column("answered_at", Moment),
)

replies = Table(
    "replies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", ForeignKey("requests.id"), nullable=False, index=True),
    Column("question_id", ForeignKey("questions.id")),
    Column("body", LargeBinary),
    Column("at", Moment, nullable=False),
    # When staff looked at it first.
    Column("seen_at", Moment),
)

_ASKED = select(questions, staff.c.name.label("staff_name")).join_from(
    questions, staff, staff.c.id == questions.c.staff_id
)


def _asked(tx: Tx, row: Row[Any]) -> Asked:
    words = tx.unseal(row.body)
    return Asked(row.id, row.code, row.request_id, row.staff_name, row.kind, row.asked_at, row.answer, words)


async def ask_question(
    tx: Tx, request: int, staff_id: int, kind: str, now: datetime, *, words: str | None = None
) -> str:
    """Keep a question, its own words sealed; gives its public code."""
    code = secrets.token_hex(4)
    values = {"code": code, "request_id": request, "staff_id": staff_id, "kind": kind, "asked_at": now}
    await tx.execute(insert(questions).values(**values, body=tx.seal(words)))
    return code


async def find_question(tx: Tx, code: str) -> Asked | None:
    """The question with this public code."""
    row = (await tx.execute(_ASKED.where(questions.c.code == code))).first()
    return None if row is None else _asked(tx, row)


async def questions_about(tx: Tx, request: int) -> list[Asked]:
    """Everything that was asked about a request, oldest first."""
    rows = await tx.execute(_ASKED.where(questions.c.request_id == request).order_by(questions.c.id))
    return [_asked(tx, row) for row in rows]


async def answer_question(tx: Tx, question: int, answer: str, now: datetime) -> None:
    """Keep the button she pressed; her last one counts."""
    await tx.execute(update(questions).where(questions.c.id == question).values(answer=answer, answered_at=now))


async def add_reply(tx: Tx, request: int, words: str, now: datetime, *, question: int | None = None) -> int:
    """Keep what she writes back, sealed."""
    values = {"request_id": request, "question_id": question, "body": tx.seal(words), "at": now}
    reply: int = (await tx.execute(insert(replies).values(**values).returning(replies.c.id))).scalar_one()
    return reply


async def count_unread(tx: Tx, request: int) -> int:
    """How many of her replies nobody has looked at yet."""
    unread = (replies.c.request_id == request) & replies.c.seen_at.is_(None) & replies.c.body.is_not(None)
    number: int = (await tx.execute(select(func.count()).select_from(replies).where(unread))).scalar_one()
    return number


async def mark_read(tx: Tx, request: int, now: datetime) -> None:
    """Somebody looked at all she wrote."""
    unread = (replies.c.request_id == request) & replies.c.seen_at.is_(None)
    await tx.execute(update(replies).where(unread).values(seen_at=now))


async def said_between(tx: Tx, request: int) -> list[Said]:
    """Everything staff and the resident said about a request, in order; erased words are left out."""
    lines = [*await _written(tx, request), *await _asked_and_chosen(tx, request), *await _replied(tx, request)]
    return sorted(lines, key=lambda line: line.at)


async def _written(tx: Tx, request: int) -> list[Said]:
    found = select(answers, staff.c.name).join_from(answers, staff, staff.c.id == answers.c.staff_id)
    mine = (answers.c.request_id == request) & answers.c.body.is_not(None)
    rows = await tx.execute(found.where(mine).order_by(answers.c.id))
    return [Said(row.at, Saying.WROTE, row.name, words=tx.unseal(row.body)) for row in rows]


async def _asked_and_chosen(tx: Tx, request: int) -> list[Said]:
    lines: list[Said] = []
    for row in await tx.execute(_ASKED.where(questions.c.request_id == request).order_by(questions.c.id)):
        words = tx.unseal(row.body)
        lines.append(Said(row.asked_at, Saying.ASKED, row.staff_name, row.kind, words=words))
        if row.answer is not None:
            lines.append(Said(row.answered_at, Saying.CHOSE, kind=row.kind, answer=row.answer, words=words))
    return lines


async def _replied(tx: Tx, request: int) -> list[Said]:
    mine = (replies.c.request_id == request) & replies.c.body.is_not(None)
    rows = await tx.execute(select(replies).where(mine).order_by(replies.c.id))
    return [Said(row.at, Saying.REPLIED, words=tx.unseal(row.body)) for row in rows]
