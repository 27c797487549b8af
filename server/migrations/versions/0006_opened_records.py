"""Who has opened which record"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "view_report",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.String(length=88), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "hash", name=op.f("pk_view_report")),
    )
    op.create_table(
        "record_view",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("quarter", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint(
            "tenant_id", "record_id", "install_id", "quarter", name=op.f("pk_record_view")
        ),
    )
    op.create_index("ix_record_view_install", "record_view", ["tenant_id", "install_id", "received_at"])


def downgrade() -> None:
    op.drop_table("record_view")
    op.drop_table("view_report")
