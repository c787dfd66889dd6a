"""The schema of the database of sessions, one script for each change of it; Alembic runs them."""
