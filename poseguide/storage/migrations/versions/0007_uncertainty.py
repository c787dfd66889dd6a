"""How sure each measured value is; NULL in sessions of before it was known."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the uncertainty of a finding's value, in the same unit."""
    op.add_column("finding", sa.Column("uncertainty", sa.Double, nullable=True))
