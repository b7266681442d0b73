"""The second format: a judgement may give a field of a claim another value, or a rank."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("judgements", sa.Column("field", sa.String(32)))
    op.add_column("judgements", sa.Column("value", sa.JSON()))
    op.create_index("ix_judgements_other", "judgements", ["other"])
