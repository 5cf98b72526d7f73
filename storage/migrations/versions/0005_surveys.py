"""Surveys with their rounds, invitations, ballots and themes; area figures, closed years, history of attendance."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = (
    "survey_rounds",
    "survey_invitations",
    "ballots",
    "survey_themes",
    "area_figures",
    "closed_years",
    "attendance_steps",
)


def upgrade() -> None:
    """Go forward."""
    _make_rounds()
    _make_ballots()
    _make_years()
    _make_history()


def downgrade() -> None:
    """Go back."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_rounds() -> None:
    op.create_table(
        "survey_rounds",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("survey", sa.String, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("quarter", sa.Integer, nullable=False),
        sa.Column("wording", sa.JSON, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
    )
    op.create_index("ix_survey_rounds_once", "survey_rounds", ["survey", "year", "quarter"], unique=True)
    op.create_table(
        "survey_invitations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("round_id", sa.Integer, sa.ForeignKey("survey_rounds.id"), nullable=False, index=True),
        sa.Column("family_id", sa.Integer, sa.ForeignKey("families.id"), nullable=False, index=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("persons.id"), index=True),
        sa.Column("activity", sa.String, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("asked_at", sa.BigInteger),
        sa.Column("closes_at", sa.BigInteger),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("mode", sa.String),
        sa.Column("language", sa.String),
        sa.Column("counted", sa.Boolean, nullable=False),
        sa.Column("paper_hash", sa.String, unique=True),
        sa.Column("link", sa.String, unique=True),
    )
    op.create_index("ix_survey_invitations_once", "survey_invitations", ["round_id", "person_id"], unique=True)


def _make_ballots() -> None:
    op.create_table(
        "ballots",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("round_id", sa.Integer, sa.ForeignKey("survey_rounds.id"), nullable=False, index=True),
        sa.Column("choices", sa.JSON, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("counted", sa.Boolean, nullable=False),
        sa.Column("line", sa.LargeBinary),
        sa.Column("link", sa.String, unique=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_themes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("round_id", sa.Integer, sa.ForeignKey("survey_rounds.id"), nullable=False, index=True),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("noted_at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
    )


def _make_years() -> None:
    op.create_table(
        "area_figures",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("criterion", sa.String, nullable=False, index=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("noted_at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
    )
    op.create_table(
        "closed_years",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("figures", sa.JSON, nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("closed_at", sa.BigInteger, nullable=False),
    )


def _make_history() -> None:
    op.create_table(
        "attendance_steps",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("attendance_id", sa.Integer, sa.ForeignKey("attendances.id"), nullable=False, index=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("present", sa.Boolean),
        sa.Column("way", sa.String, nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id")),
    )
