"""Restorations: the epochs that began when a ledger had gone back"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "restoration",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("why", sa.String(length=10), nullable=False),
        sa.Column("shown_by", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "epoch", name=op.f("pk_restoration")),
    )


def downgrade() -> None:
    op.drop_table("restoration")
