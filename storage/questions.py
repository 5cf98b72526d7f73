"""What staff ask a resident back, what she answers, and what she writes to them herself."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table

from storage.columns import Moment
from storage.engine import metadata

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
