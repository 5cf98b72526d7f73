"""What is left of a request when its time is up: the week, the topic group, how, and what came of it."""

from sqlalchemy import Column, Integer, String, Table

from storage.engine import metadata

finished_requests = Table(
    "finished_requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("week", String, nullable=False),
    Column("topic", String),
    Column("way", String, nullable=False),
    Column("outcome", String),
)
