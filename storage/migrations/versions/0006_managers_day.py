"""what managers see: tallies, imported visits, skips, absences, re-checks; boards that are edited."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_first()
    _create_second()
    op.add_column("outbox", sa.Column("board", sa.String(), server_default="", nullable=False))
    op.add_column("outbox", sa.Column("edits", sa.Integer(), nullable=True))
    op.add_column(
        "outbox", sa.Column("pushed", sa.Boolean(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column(
        "plan", sa.Column("added", sa.Boolean(), server_default=sa.text("0"), nullable=False)
    )


def _create_first() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("substitute_id", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_person_id"), "absence", ["person_id", "first"])
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "handled",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("store_code", sa.String(), nullable=False),
        sa.Column("rep_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handled")),
    )
    op.create_index(op.f("ix_handled_closed_at"), "handled", ["closed_at"])
    op.create_table(
        "past_visit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("store_code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("stocks", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_visit")),
    )
    op.create_index(op.f("ix_past_visit_day"), "past_visit", ["day", "person_id"])
    op.create_table(
        "preference",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "name", name=op.f("pk_preference")),
    )


def _create_second() -> None:
    op.create_table(
        "recheck",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("store_code", sa.String(), nullable=False),
        sa.Column("rep_id", sa.String(), nullable=False),
        sa.Column("product_code", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recheck")),
    )
    op.create_index(op.f("ix_recheck_month"), "recheck", ["month"])
    op.create_table(
        "review_mark",
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_review_mark")),
    )
    op.create_index(op.f("ix_review_mark_visit_id"), "review_mark", ["visit_id"])
    op.create_table(
        "review_seen",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "person_id", name=op.f("pk_review_seen")),
    )
    op.create_table(
        "skip",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("store_code", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("day", "person_id", "store_code", name=op.f("pk_skip")),
    )
    op.create_table(
        "tally",
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rep_id", sa.String(), nullable=False),
        sa.Column("store_code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_tally")),
    )
    op.create_index(op.f("ix_tally_day"), "tally", ["day"])


def downgrade() -> None:
    op.drop_column("plan", "added")
    op.drop_column("outbox", "pushed")
    op.drop_column("outbox", "edits")
    op.drop_column("outbox", "board")
    op.drop_index(op.f("ix_tally_day"), table_name="tally")
    op.drop_table("tally")
    op.drop_table("skip")
    op.drop_table("review_seen")
    op.drop_index(op.f("ix_review_mark_visit_id"), table_name="review_mark")
    op.drop_table("review_mark")
    op.drop_index(op.f("ix_recheck_month"), table_name="recheck")
    op.drop_table("recheck")
    op.drop_table("preference")
    op.drop_index(op.f("ix_past_visit_day"), table_name="past_visit")
    op.drop_table("past_visit")
    op.drop_index(op.f("ix_handled_closed_at"), table_name="handled")
    op.drop_table("handled")
    op.drop_table("calendar_day")
    op.drop_index(op.f("ix_absence_person_id"), table_name="absence")
    op.drop_table("absence")
