"""A repetition that was not followed to its end says why."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the reason, which repetitions that were stored before do not have."""
    op.add_column("repetition", sa.Column("cut_short", sa.String, nullable=True))
