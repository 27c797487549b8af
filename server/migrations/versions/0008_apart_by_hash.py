"""What was kept apart, found by its hash"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_apart_change_hash", "apart_change", ["tenant_id", "hash"])


def downgrade() -> None:
    op.drop_index("ix_apart_change_hash", "apart_change")
