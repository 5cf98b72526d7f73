"""The front door: people, requests, appointments, inbox and outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Moments are whole microseconds since 1970; words people wrote are sealed bytes.
TABLES = (
    "families",
    "persons",
    "staff",
    "invitations",
    "inbox",
    "outbox",
    "attempts",
    "vitals",
    "drafts",
    "requests",
    "steps",
    "answers",
    "appointments",
    "talks",
)


def upgrade() -> None:
    """Go forward."""
    _make_people()
    _make_roster()
    _make_inbox()
    _make_outbox()
    _make_memory()
    _make_requests()
    _make_history()
    _make_appointments()
    _make_talks()


def downgrade() -> None:
    """Go back."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_people() -> None:
    op.create_table(
        "families",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("created_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("telegram_id", sa.BigInteger, unique=True),
        sa.Column("family_id", sa.Integer, sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("language", sa.String),
        sa.Column("wanted_language", sa.String),
        sa.Column("phone_language", sa.String),
        sa.Column("name", sa.LargeBinary),
        sa.Column("poster", sa.String),
        sa.Column("at", sa.String),
        sa.Column("keyboard", sa.Boolean, nullable=False),
        sa.Column("reminders", sa.Boolean, nullable=False),
        sa.Column("blocked_at", sa.BigInteger),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
    )


def _make_roster() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("joined_at", sa.BigInteger, nullable=False),
        sa.Column("removed_at", sa.BigInteger),
    )
    _index("ix_staff_here", "staff", "person_id", where="removed_at IS NULL", unique=True)
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("name", sa.String),
        sa.Column("token_hash", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.Column("used_by", sa.Integer, sa.ForeignKey("persons.id")),
    )


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("update_id", sa.BigInteger, nullable=False, unique=True),
        sa.Column("sender", sa.BigInteger),
        sa.Column("body", sa.LargeBinary),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("handled_at", sa.BigInteger),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("parked", sa.String),
    )
    _index("ix_inbox_waiting", "inbox", "id", where="handled_at IS NULL")
    _index("ix_inbox_unanswered", "inbox", "sender", where="handled_at IS NOT NULL AND answered_at IS NULL")


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("recipient", sa.Integer, sa.ForeignKey("persons.id"), nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("purpose", sa.String, nullable=False, unique=True),
        sa.Column("lane", sa.Integer, nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=False),
        sa.Column("not_after", sa.BigInteger),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("settled_at", sa.BigInteger),
    )
    _index("ix_outbox_waiting", "outbox", "not_before", where="state = 'waiting'")
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("outbox_id", sa.Integer, sa.ForeignKey("outbox.id"), nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String),
    )
    _index("ix_attempts_open", "attempts", "outbox_id", where="outcome IS NULL", unique=True)


def _make_memory() -> None:
    op.create_table(
        "vitals",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "drafts",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), primary_key=True),
        sa.Column("token", sa.String, nullable=False),
        sa.Column("form", sa.String, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("secrets", sa.LargeBinary),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )


def _make_requests() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("family_id", sa.Integer, sa.ForeignKey("families.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), nullable=False, index=True),
        sa.Column("topic", sa.String),
        sa.Column("way", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("interpreter", sa.String),
        sa.Column("companion", sa.Boolean, nullable=False),
        sa.Column("quiet_room", sa.Boolean, nullable=False),
        sa.Column("call_window", sa.String),
        sa.Column("name", sa.LargeBinary),
        sa.Column("phone", sa.LargeBinary),
        sa.Column("note", sa.LargeBinary),
        sa.Column("voice", sa.LargeBinary),
        sa.Column("words_until", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id")),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("promised_by", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("outcome", sa.String),
    )


def _make_history() -> None:
    op.create_table(
        "steps",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("request_id", sa.Integer, sa.ForeignKey("requests.id"), nullable=False, index=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id")),
        sa.Column("house", sa.Boolean, nullable=False),
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("request_id", sa.Integer, sa.ForeignKey("requests.id"), nullable=False, index=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


def _make_appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("request_id", sa.Integer, sa.ForeignKey("requests.id"), index=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("starts_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reserved_until", sa.BigInteger),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id")),
        sa.Column("created_at", sa.BigInteger, nullable=False),
    )
    occupies = "state IN ('confirmed', 'offered', 'reserved') AND kind = 'visit'"
    _index("ix_appointments_one_at_a_time", "appointments", "starts_at", where=occupies, unique=True)


def _make_talks() -> None:
    op.create_table(
        "talks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("family_id", sa.Integer, sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("request_id", sa.Integer, sa.ForeignKey("requests.id")),
        sa.Column("appointment_id", sa.Integer, sa.ForeignKey("appointments.id"), unique=True),
        sa.Column("way", sa.String, nullable=False),
        sa.Column("topic", sa.String),
        sa.Column("held_at", sa.BigInteger, nullable=False, index=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("registered_at", sa.BigInteger, nullable=False),
    )


def _index(name: str, table: str, column: str, *, where: str, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, [column], unique=unique, sqlite_where=condition, postgresql_where=condition)
