"""What was missing: the history of what is put right in the register."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "talk_steps",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("talk_id", sa.Integer, sa.ForeignKey("talks.id"), nullable=False, index=True),
        sa.Column("staff_id", sa.Integer, sa.ForeignKey("staff.id"), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("was", sa.String),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("talk_steps")
