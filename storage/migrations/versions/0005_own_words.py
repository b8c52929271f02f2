"""own words: other names of things, notes and tags, quote cards."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_LOOKED_UP = {
    "contract_price": ["product_code"],
    "quote": ["product_code"],
    "transit": ["product_code"],
    "import_change": ["table_name", "batch_id"],
}
"""What a quote card looks for by product, and when a sheet was imported last."""


def upgrade() -> None:
    op.create_table(
        "alias",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
    )
    op.create_index(op.f("ix_alias_phrase"), "alias", ["phrase"], unique=False)
    op.create_table(
        "quote_card",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("product_code", sa.String(), nullable=False),
        sa.Column("customer_code", sa.String(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_card")),
    )
    op.create_index(op.f("ix_quote_card_person_id"), "quote_card", ["person_id", "at"])
    op.create_table(
        "card_feedback",
        sa.Column("card_id", sa.String(), nullable=False),
        sa.Column("useful", sa.Boolean(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_card_feedback")),
    )
    _create_memory()
    for table, columns in _LOOKED_UP.items():
        op.create_index(op.f(f"ix_{table}_{columns[0]}"), table, columns)


def _create_memory() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_kind_subject"), "note", ["kind", "subject"])
    op.create_index(op.f("ix_note_by"), "note", ["by"])
    op.create_table(
        "tag",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
    )
    op.create_index(op.f("ix_tag_note_id"), "tag", ["note_id"])
    op.create_index(op.f("ix_tag_kind_subject"), "tag", ["kind", "subject"])
    op.create_index(op.f("ix_tag_key_value"), "tag", ["key", "value"])
    op.create_index(op.f("ix_tag_ended_by"), "tag", ["ended_by"])
    op.create_table(
        "jotted",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jotted")),
    )
    op.create_index(op.f("ix_jotted_by"), "jotted", ["by"])
    op.create_index(op.f("ix_jotted_at"), "jotted", ["at"])


def downgrade() -> None:
    for table, columns in _LOOKED_UP.items():
        op.drop_index(op.f(f"ix_{table}_{columns[0]}"), table)
    for table in ("jotted", "tag", "note"):
        op.drop_table(table)
    op.drop_table("card_feedback")
    op.drop_table("quote_card")
    op.drop_table("alias")
