"""Sessions, their repetitions, and what the rules say of both."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "session",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("exercise", sa.String, nullable=False),
        sa.Column("definition_sha256", sa.String, nullable=False),
        sa.Column("sides", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("goal_repetitions", sa.Integer),
        sa.Column("goal_seconds", sa.Double),
        sa.Column("goal_per_side", sa.Boolean, nullable=False),
        sa.Column("goal_sets", sa.Integer, nullable=False),
        sa.Column("goal_level", sa.Integer),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.Column("frames", sa.Integer, nullable=False),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.Column("measured", sa.Integer, nullable=False),
        sa.Column("hold_s", sa.Double),
        sa.Column("paced", sa.Integer, nullable=False),
        sa.Column("width_px", sa.Integer, nullable=False),
        sa.Column("height_px", sa.Integer, nullable=False),
        sa.Column("end", sa.String),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pain_after", sa.Integer),
        sa.Column("clip", sa.String),
    )
    op.create_index("ix_session_started_at", "session", ["started_at"])
    op.create_table(
        "repetition",
        sa.Column(
            "session_id",
            sa.String,
            sa.ForeignKey("session.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("side", sa.String, nullable=False),
        sa.Column("start_s", sa.Double, nullable=False),
        sa.Column("peak_s", sa.Double, nullable=False),
        sa.Column("end_s", sa.Double, nullable=False),
        sa.Column("missing", sa.String),
        sa.Column("parts", sa.Integer),
        sa.Column("range", sa.Double),
        sa.Column("phases", sa.JSON, nullable=False),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "session_id",
            sa.String,
            sa.ForeignKey("session.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("value", sa.Double),
        sa.Column("limit", sa.Double, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("severity", sa.String, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id", "number"],
            ["repetition.session_id", "repetition.number"],
            ondelete="CASCADE",
        ),
    )
    op.create_index("finding_of", "finding", ["session_id", "number", "position"])
