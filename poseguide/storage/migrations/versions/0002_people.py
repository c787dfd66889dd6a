"""People, their own limits, and what is said of a session beside what was found."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds to the tables of sessions; what is stored stays as it is."""
    op.create_table(
        "person",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False, unique=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "person_limit",
        sa.Column(
            "person_id",
            sa.String,
            sa.ForeignKey("person.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("exercise", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Double, nullable=False),
    )
    # In plain SQL: Alembic would make the table anew for this in SQLite, which deletes what hangs
    # on its rows.
    op.execute(
        "ALTER TABLE session ADD COLUMN person_id VARCHAR REFERENCES person (id) ON DELETE CASCADE"
    )
    op.create_index("ix_session_person_id", "session", ["person_id"])
    op.add_column("session", sa.Column("name", sa.String, nullable=False, server_default=""))
    op.add_column("session", sa.Column("limits", sa.JSON, nullable=False, server_default="{}"))
    op.add_column("session", sa.Column("pain_before", sa.Integer))
    op.add_column("session", sa.Column("note", sa.String, nullable=False, server_default=""))
    op.create_table(
        "opinion",
        sa.Column(
            "session_id",
            sa.String,
            sa.ForeignKey("session.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("counted", sa.Boolean),
        sa.Column("side", sa.String),
        sa.Column("rulings", sa.JSON, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("start_s", sa.Double),
        sa.Column("end_s", sa.Double),
    )
