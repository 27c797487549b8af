"""Files that were brought sealed"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("file", sa.Column("sealed", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("file", "sealed")
