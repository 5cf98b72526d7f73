"""A whole working day: a roster that knows absences, questions, referrals, families joined, rights, opening hours."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = (
    "absences",
    "opening_changes",
    "questions",
    "replies",
    "referrals",
    "contacts",
    "family_joins",
    "family_strangers",
    "consents",
    "messages",
    "feeds",
    "erasures",
    "finished_requests",
)
# New columns by table, each with the column it stands behind where that is not the last.
COLUMNS: dict[str, list[tuple[sa.Column[Any], str | None]]] = {
    "families": [(sa.Column("nickname", sa.LargeBinary), None)],
    "persons": [(sa.Column("surveys", sa.Boolean), "reminders"), (sa.Column("news", sa.Boolean), "surveys")],
    "staff": [
        (sa.Column("field", sa.String), "name"),
        (sa.Column("confirmed_at", sa.BigInteger), "joined_at"),
        (sa.Column("busy_until", sa.BigInteger), None),
        (sa.Column("hours", sa.JSON), None),
    ],
    "invitations": [
        (sa.Column("field", sa.String), None),
        (sa.Column("invited_by", sa.Integer), None),
        (sa.Column("confirmed", sa.Boolean, nullable=False, server_default=sa.true()), None),
    ],
    "appointments": [
        (sa.Column("place", sa.LargeBinary), None),
        (sa.Column("with_whom", sa.String), None),
    ],
    "talks": [
        (sa.Column("language", sa.String), None),
        (sa.Column("withdrawn_at", sa.BigInteger), None),
        (sa.Column("withdrawn_by", sa.Integer), None),
        (sa.Column("token", sa.String), None),
    ],
    "outbox": [
        (sa.Column("told_at", sa.BigInteger), None),
        (sa.Column("told_by", sa.Integer), None),
    ],
}
# Of these, the ones that name a member of staff.
MEMBERS = {"invitations": "invited_by", "talks": "withdrawn_by", "outbox": "told_by"}
_ONE_AT_A_TIME = "ix_appointments_one_at_a_time"
_OCCUPYING = "state IN ('confirmed', 'offered', 'reserved') AND kind"


def upgrade() -> None:
    """Go forward."""
    op.drop_index(_ONE_AT_A_TIME, "appointments")
    for table in COLUMNS:
        _add_columns(table)
    with op.batch_alter_table("invitations") as batch:
        batch.alter_column("confirmed", existing_type=sa.Boolean, existing_nullable=False, server_default=None)
    # Who is here already was let in by the command line.
    op.execute("UPDATE staff SET confirmed_at = joined_at")
    _index_times("!= 'call'")
    _make_team()
    _make_case()
    _make_families()
    _make_rights()


def downgrade() -> None:
    """Go back."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index(_ONE_AT_A_TIME, "appointments")
    op.execute("UPDATE persons SET reminders = false WHERE reminders IS NULL")
    op.execute("DELETE FROM talks WHERE appointment_id IN (SELECT id FROM appointments WHERE kind = 'company')")
    op.execute("DELETE FROM appointments WHERE kind = 'company'")
    for table in COLUMNS:
        _drop_columns(table)
    _index_times("= 'visit'")


def _add_columns(table: str) -> None:
    # SQLite makes the table anew, so that it reads as if it had been made like this; a server adds at the end.
    on_file = op.get_context().dialect.name == "sqlite"
    with op.batch_alter_table(table, recreate="always" if on_file else "auto") as batch:
        for column, before in COLUMNS[table]:
            fresh = sa.Column(column.name, column.type, nullable=column.nullable, server_default=column.server_default)
            batch.add_column(fresh, insert_after=before if on_file else None)
        if table in MEMBERS:
            batch.create_foreign_key(f"fk_{table}_{MEMBERS[table]}_staff", "staff", [MEMBERS[table]], ["id"])
        if table == "persons":
            batch.alter_column("reminders", existing_type=sa.Boolean, nullable=True)
        if table == "talks":
            batch.create_unique_constraint("uq_talks_token", ["token"])


def _drop_columns(table: str) -> None:
    with op.batch_alter_table(table) as batch:
        if table in MEMBERS:
            batch.drop_constraint(f"fk_{table}_{MEMBERS[table]}_staff", "foreignkey")
        if table == "persons":
            batch.alter_column("reminders", existing_type=sa.Boolean, nullable=False)
        if table == "talks":
            batch.drop_constraint("uq_talks_token", "unique")
        for column, _ in reversed(COLUMNS[table]):
            batch.drop_column(column.name)


def _index_times(kinds: str) -> None:
    occupying = sa.text(f"{_OCCUPYING} {kinds}")
    op.create_index(
        _ONE_AT_A_TIME,
        "appointments",
        ["starts_at"],
        unique=True,
        sqlite_where=occupying,
        postgresql_where=occupying,
    )


def _make_team() -> None:
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False, index=True),
        sa.Column("substitute_id", sa.Integer, sa.ForeignKey("staff.id"), index=True),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.Column("running", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
    )
    op.create_table(
        "opening_changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("day", sa.Date, nullable=False, index=True),
        sa.Column("opens", sa.String),
        sa.Column("closes", sa.String),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("said_at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
    )
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False, index=True),
        sa.Column("token_hash", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", sa.BigInteger),
    )


def _make_case() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("request_id", sa.Integer, sa.ForeignKey("requests.id"), nullable=False, index=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("answer", sa.String),
        sa.Column("answered_at", sa.BigInteger),
    )
    op.create_table(
        "replies",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("request_id", sa.Integer, sa.ForeignKey("requests.id"), nullable=False, index=True),
        sa.Column("question_id", sa.Integer, sa.ForeignKey("questions.id")),
        sa.Column("body", sa.LargeBinary),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "referrals",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("request_id", sa.Integer, sa.ForeignKey("requests.id"), nullable=False, index=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("specialist", sa.String, nullable=False),
        sa.Column("to_staff_id", sa.Integer, sa.ForeignKey("staff.id"), index=True),
        sa.Column("lines", sa.JSON, nullable=False),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("outcome", sa.String),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("answered_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
    )
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("family_id", sa.Integer, sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("request_id", sa.Integer, sa.ForeignKey("requests.id"), index=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("bridge", sa.String, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
    )


def _make_families() -> None:
    op.create_table(
        "family_joins",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kept_id", sa.Integer, sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("joined_id", sa.Integer, sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("moved", sa.JSON, nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("joined_at", sa.BigInteger, nullable=False),
        sa.Column("undone_at", sa.BigInteger),
        sa.Column("undone_by", sa.Integer, sa.ForeignKey("staff.id")),
    )
    op.create_table(
        "family_strangers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("one_id", sa.Integer, sa.ForeignKey("families.id"), nullable=False),
        sa.Column("other_id", sa.Integer, sa.ForeignKey("families.id"), nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("said_at", sa.BigInteger, nullable=False),
    )


def _make_rights() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), nullable=False, index=True),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("language", sa.String),
        sa.Column("wording", sa.String, nullable=False),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("about", sa.String, index=True),
        sa.Column("sound", sa.Boolean, nullable=False),
    )
    op.create_index("ix_messages_place", "messages", ["person_id", "message_id"], unique=True)
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("listed_at", sa.BigInteger),
    )
    op.create_table(
        "finished_requests",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("week", sa.String, nullable=False),
        sa.Column("topic", sa.String),
        sa.Column("way", sa.String, nullable=False),
        sa.Column("outcome", sa.String),
    )
