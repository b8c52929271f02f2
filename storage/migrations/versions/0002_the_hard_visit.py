"""the hard visit: fingerprints, requests, handed-over stores, reopened and late visits."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_PARTS = ("p0", "p1", "p2", "p3", "d0", "d1", "d2", "d3")


def upgrade() -> None:
    op.add_column("store", sa.Column("former", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("visit", sa.Column("reopened", sa.String(), nullable=False, server_default=""))
    op.add_column(
        "visit", sa.Column("late_entry", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "print",
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("store_code", sa.String(), nullable=False),
        sa.Column("rep_id", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("phash", sa.String(), nullable=False),
        sa.Column("dhash", sa.String(), nullable=False),
        *(sa.Column(part, sa.Integer(), nullable=False) for part in _PARTS),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_print")),
    )
    for column in ("visit_id", "sha256", *_PARTS):
        op.create_index(op.f(f"ix_print_{column}"), "print", [column], unique=False)
    op.create_table(
        "request",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("store_code", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
    )
    op.create_index("ix_request_state_store_code", "request", ["state", "store_code"], unique=False)


def downgrade() -> None:
    op.drop_table("request")
    op.drop_table("print")
    with op.batch_alter_table("visit") as visit:
        visit.drop_column("late_entry")
        visit.drop_column("reopened")
    with op.batch_alter_table("store") as store:
        store.drop_column("former")
