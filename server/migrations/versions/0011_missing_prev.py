"""Which change names a text before it that was not here

Changes of before count as following what is here: what they were flagged for stands in their records.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WHERE = sa.text("missing_prev IS NOT NULL")


def upgrade() -> None:
    op.add_column("change", sa.Column("missing_prev", sa.String(64), nullable=True))
    op.create_index(
        "ix_change_missing_prev", "change", ["tenant_id", "install_id", "dseq"],
        sqlite_where=WHERE, postgresql_where=WHERE,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("ix_change_missing_prev", "change")
    op.drop_column("change", "missing_prev")
