"""Sentences that speakers of the house have checked, and read aloud."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TABLES = ("sentence_checks", "clips")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "sentence_checks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("sentence", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("words", sa.JSON),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("checked_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_sentence_checks_sentence", "sentence_checks", ["language", "sentence"])
    op.create_table(
        "clips",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("sentence", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("voice", sa.LargeBinary, nullable=False),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("recorded_at", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_clips_sentence", "clips", ["language", "sentence"], unique=True)


def downgrade() -> None:
    """Go back."""
    for table in reversed(TABLES):
        op.drop_table(table)
