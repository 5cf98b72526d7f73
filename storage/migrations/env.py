"""Runs migrations on the connection that `storage.migrate` hands over."""

from alembic import context

from storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
# In the transaction that is open already: SQLite rolls DDL back too, since `storage.engine` begins it itself.
context.run_migrations()
