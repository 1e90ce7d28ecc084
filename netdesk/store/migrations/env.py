"""Alembic's entry: one connection, handed in by `netdesk.store.schema`, in one transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], target_metadata=None)
context.run_migrations()
