"""Gatherings: planned sessions, sign-ups and attendance, polls, outcomes and the hours of partners."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = (
    "gatherings",
    "sessions",
    "wanted_words",
    "sign_ups",
    "attendances",
    "polls",
    "votes",
    "outcomes",
    "partner_hours",
)


def upgrade() -> None:
    """Go forward."""
    _make_gatherings()
    _make_sign_ups()
    _make_polls()
    _make_ledgers()


def downgrade() -> None:
    """Go back."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _said() -> list[sa.Column[str]]:
    return [
        sa.Column("theme", sa.String),
        sa.Column("title", sa.JSON, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("venue", sa.JSON),
    ]


def _make_gatherings() -> None:
    op.create_table(
        "gatherings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("activity", sa.String, nullable=False, index=True),
        sa.Column("state", sa.String, nullable=False, index=True),
        *_said(),
        sa.Column("places", sa.Integer),
        sa.Column("childcare", sa.Boolean, nullable=False),
        sa.Column("join_code", sa.String, nullable=False, unique=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("opened_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("gathering_id", sa.Integer, sa.ForeignKey("gatherings.id"), nullable=False, index=True),
        sa.Column("starts_at", sa.BigInteger, nullable=False, index=True),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        *_said(),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("door", sa.String, nullable=False, unique=True),
    )
    op.create_table(
        "wanted_words",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gathering_id", sa.Integer, sa.ForeignKey("gatherings.id"), nullable=False, index=True),
        sa.Column("session_id", sa.Integer, sa.ForeignKey("sessions.id")),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), nullable=False, index=True),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("answered_at", sa.BigInteger),
    )


def _make_sign_ups() -> None:
    op.create_table(
        "sign_ups",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("gathering_id", sa.Integer, sa.ForeignKey("gatherings.id"), nullable=False, index=True),
        sa.Column("family_id", sa.Integer, sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), index=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("adults", sa.Integer, nullable=False),
        sa.Column("children", sa.JSON, nullable=False),
        sa.Column("childcare", sa.Boolean, nullable=False),
        sa.Column("dish", sa.String),
        sa.Column("allergies", sa.JSON, nullable=False),
        sa.Column("interpreter", sa.String),
        sa.Column("name", sa.LargeBinary),
        sa.Column("phone", sa.LargeBinary),
        sa.Column("leave_ends_on", sa.Date),
        sa.Column("queued_at", sa.BigInteger, nullable=False),
        sa.Column("offered_until", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
    )
    op.create_table(
        "attendances",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("session_id", sa.Integer, sa.ForeignKey("sessions.id"), nullable=False, index=True),
        sa.Column("family_id", sa.Integer, sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), index=True),
        sa.Column("answer", sa.String),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("party", sa.JSON),
        sa.Column("food", sa.Boolean, nullable=False),
        sa.Column("present", sa.Boolean),
        sa.Column("way", sa.String),
        sa.Column("noted_at", sa.BigInteger),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id")),
    )


def _make_polls() -> None:
    op.create_table(
        "polls",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("gathering_id", sa.Integer, sa.ForeignKey("gatherings.id"), nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("closes_at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
    )
    op.create_table(
        "votes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("poll_id", sa.Integer, sa.ForeignKey("polls.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), nullable=False, index=True),
        sa.Column("choice", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_votes_once", "votes", ["poll_id", "person_id"], unique=True)


def _make_ledgers() -> None:
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sign_up_id", sa.Integer, sa.ForeignKey("sign_ups.id"), nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("child", sa.Integer, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("noted_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "partner_hours",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("activity", sa.String, nullable=False, index=True),
        sa.Column("partner", sa.String, nullable=False),
        sa.Column("given_on", sa.Date, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("noted_at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
    )
