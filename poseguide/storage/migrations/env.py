"""What Alembic runs around the scripts: they work in the connection and transaction they get."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
