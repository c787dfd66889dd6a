"""Programmes in use: plans, amounts chosen by hand, rounds, and the sessions of a round."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds to the tables of people and sessions; what is stored stays as it is."""
    op.create_table(
        "plan",
        sa.Column("id", sa.String, primary_key=True),
        _person(),
        sa.Column("programme", sa.String, nullable=False),
        sa.Column("own", sa.JSON),
        sa.Column("days", sa.JSON, nullable=False),
        sa.Column("times", sa.JSON, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marks", sa.JSON, nullable=False),
    )
    op.create_index("ix_plan_person_id", "plan", ["person_id"])
    op.create_table(
        "chosen",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(),
        sa.Column("exercise", sa.String, nullable=False),
        sa.Column("repetitions", sa.Integer),
        sa.Column("seconds", sa.Double),
        sa.Column("level", sa.Integer),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_chosen_person_id", "chosen", ["person_id"])
    op.create_table(
        "round",
        sa.Column("id", sa.String, primary_key=True),
        _person(),
        sa.Column("plan_id", sa.String, sa.ForeignKey("plan.id", ondelete="SET NULL")),
        sa.Column("programme", sa.String, nullable=False),
        sa.Column("names", sa.JSON, nullable=False),
        sa.Column("steps", sa.JSON, nullable=False),
        sa.Column("skipped", sa.JSON, nullable=False),
        sa.Column("pain_before", sa.Integer),
        sa.Column("pain_after", sa.Integer),
        sa.Column("effort", sa.Integer),
        sa.Column("morning", sa.String),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_round_person_id", "round", ["person_id"])
    op.create_index("ix_round_plan_id", "round", ["plan_id"])
    op.create_index("ix_round_started_at", "round", ["started_at"])
    # In plain SQL: Alembic would make the table anew for this in SQLite, which deletes what hangs
    # on its rows.
    op.execute(
        "ALTER TABLE session ADD COLUMN round_id VARCHAR REFERENCES round (id) ON DELETE SET NULL"
    )
    op.create_index("ix_session_round_id", "session", ["round_id"])
    op.add_column("session", sa.Column("round_step", sa.Integer))
    op.add_column("session", sa.Column("told", sa.JSON, nullable=False, server_default="{}"))


def _person() -> sa.Column[str]:
    return sa.Column("person_id", sa.String, sa.ForeignKey("person.id", ondelete="CASCADE"))
