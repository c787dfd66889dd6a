"""The names of a round by the code of their language, in place of English and Danish in a row."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Write [English, Danish] as {"en": English, "da": Danish}."""
    rounds = sa.table("round", sa.column("id", sa.String), sa.column("names", sa.JSON))
    connection = op.get_bind()
    for round_id, (english, danish) in connection.execute(sa.select(rounds.c.id, rounds.c.names)):
        names = {"en": english, "da": danish}
        connection.execute(rounds.update().where(rounds.c.id == round_id).values(names=names))
