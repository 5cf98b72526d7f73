"""What staff ask a resident back, what she answers, and what she writes to them herself."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Row, String, Table, insert, select, update

from domain.questions import Asked
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
)

_ASKED = select(questions, staff.c.name.label("staff_name")).join_from(
    questions, staff, staff.c.id == questions.c.staff_id
)


def _asked(row: Row[Any]) -> Asked:
    return Asked(row.id, row.code, row.request_id, row.staff_name, row.kind, row.asked_at, row.answer)


async def ask_question(tx: Tx, request: int, staff_id: int, kind: str, now: datetime) -> str:
    """Keep a ready question; gives its public code."""
    code = secrets.token_hex(4)
    values = {"code": code, "request_id": request, "staff_id": staff_id, "kind": kind, "asked_at": now}
    await tx.execute(insert(questions).values(**values))
    return code


async def find_question(tx: Tx, code: str) -> Asked | None:
    """The question with this public code."""
    row = (await tx.execute(_ASKED.where(questions.c.code == code))).first()
    return None if row is None else _asked(row)


async def questions_about(tx: Tx, request: int) -> list[Asked]:
    """Everything that was asked about a request, oldest first."""
    rows = await tx.execute(_ASKED.where(questions.c.request_id == request).order_by(questions.c.id))
    return [_asked(row) for row in rows]


async def answer_question(tx: Tx, question: int, answer: str, now: datetime) -> None:
    """Keep the button she pressed; her last one counts."""
    await tx.execute(update(questions).where(questions.c.id == question).values(answer=answer, answered_at=now))
