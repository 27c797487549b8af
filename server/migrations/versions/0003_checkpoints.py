"""Checkpoints and the proof of an enrolment"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checkpoint",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kid", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "number", name=op.f("pk_checkpoint")),
    )
    op.create_table(
        "tree",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "name", name=op.f("pk_tree")),
    )
    op.create_table(
        "tree_block",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("tree", sa.String(length=100), nullable=False),
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "tree", "level", "number", name=op.f("pk_tree_block")),
    )
    op.create_table(
        "tree_head",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("index", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stream", sa.String(length=100), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "index", name=op.f("pk_tree_head")),
    )
    with op.batch_alter_table("tree_head", schema=None) as batch_op:
        batch_op.create_index("ix_tree_head_stream", ["tenant_id", "stream", "size"], unique=False)

    with op.batch_alter_table("install", schema=None) as batch_op:
        batch_op.add_column(sa.Column("proof", sa.String(length=88), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("install", schema=None) as batch_op:
        batch_op.drop_column("proof")

    with op.batch_alter_table("tree_head", schema=None) as batch_op:
        batch_op.drop_index("ix_tree_head_stream")

    op.drop_table("tree_head")
    op.drop_table("tree_block")
    op.drop_table("tree")
    op.drop_table("checkpoint")
