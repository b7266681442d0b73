"""Runs the migrations over the connection that `ledger.store` hands in."""

from alembic import context

from pledgebook.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
