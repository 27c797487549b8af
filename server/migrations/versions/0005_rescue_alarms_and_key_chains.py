"""Rescue, alarms and key chains"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarm",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "install_id", "code", "day", name=op.f("pk_alarm")),
    )
    op.create_index("ix_alarm_last_at", "alarm", ["tenant_id", "last_at"])
    op.create_table(
        "apart_sealed",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("sealed_hash", sa.String(length=64), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("carrier_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "sealed_hash", name=op.f("pk_apart_sealed")),
    )
    op.create_index("ix_apart_sealed_carrier", "apart_sealed", ["tenant_id", "carrier_id"])
    op.create_table(
        "unsigned_note",
        sa.Column("tenant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("install_id", sa.String(length=36), nullable=False),
        sa.Column("note_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("stream", sa.String(length=100), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("carrier_id", sa.String(length=36), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_unsigned_note")),
    )
    op.create_index("ix_unsigned_note_install", "unsigned_note", ["tenant_id", "install_id"])
    op.add_column("server_key", sa.Column("previous_kid", sa.String(length=16), nullable=True))
    op.add_column("server_key", sa.Column("signature", sa.String(length=88), nullable=True))
    op.add_column("server_key", sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for column in ("destroyed_at", "signature", "previous_kid"):
        op.drop_column("server_key", column)
    op.drop_table("unsigned_note")
    op.drop_table("apart_sealed")
    op.drop_table("alarm")
