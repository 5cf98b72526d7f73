"""Two entries that are one family: joined and un-joined by staff, with history."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, Table

from storage.columns import Moment
from storage.engine import metadata

family_joins = Table(
    "family_joins",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kept_id", ForeignKey("families.id"), nullable=False, index=True),
    Column("joined_id", ForeignKey("families.id"), nullable=False, index=True),
    # Ids of the rows that went over, by table, so that exactly these go back.
    Column("moved", JSON, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("undone_at", Moment),
    Column("undone_by", ForeignKey("staff.id")),
)

# Two families that look alike and are not the same: not to be suggested again.
family_strangers = Table(
    "family_strangers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("one_id", ForeignKey("families.id"), nullable=False),
    Column("other_id", ForeignKey("families.id"), nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("said_at", Moment, nullable=False),
)
