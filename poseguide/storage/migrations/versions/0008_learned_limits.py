"""When and from which recording a person's own limit was learned; NULL where it was set by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the moment and the name of the recording."""
    op.add_column(
        "person_limit", sa.Column("learned_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("person_limit", sa.Column("learned_from", sa.String, nullable=True))
