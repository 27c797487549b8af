"""Files of changes"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("change_id", sa.String(length=36), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("arrived", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.String(length=24), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_file")),
    )
    op.create_index("ix_file_record", "file", ["tenant_id", "record_id", "sha256"])
    op.create_index("ix_file_change", "file", ["tenant_id", "change_id"])
    op.create_index("ix_file_install", "file", ["tenant_id", "install_id", "created_at"])
    op.create_table(
        "file_part",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("file_id", sa.String(length=36), nullable=False),
        sa.Column("start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "file_id", "start", name=op.f("pk_file_part")),
    )


def downgrade() -> None:
    op.drop_table("file_part")
    op.drop_table("file")
