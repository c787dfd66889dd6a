"""A person's sessions are found by their time, and those of one exercise too."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Put two indexes in the place of the one by person, which both begin with."""
    op.create_index("session_of_person", "session", ["person_id", "started_at"])
    op.create_index("session_of_exercise", "session", ["person_id", "exercise", "started_at"])
    op.drop_index("ix_session_person_id", "session")
