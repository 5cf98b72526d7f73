"""Secret addresses under which a member of staff has her calendar; only a hash of each is kept."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table

from storage.columns import Moment
from storage.engine import metadata

feeds = Table(
    "feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)
