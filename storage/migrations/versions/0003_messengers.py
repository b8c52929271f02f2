"""messengers: the number by which a channel names a message, beside the delivery's key."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("ref", sa.String(), nullable=False, server_default=""))
    op.execute("update inbox set ref = key")  # until now one number served as both


def downgrade() -> None:
    op.drop_column("inbox", "ref")
