"""Create watchlists

Lists of instruments that a user follows.

Revision ID: d7bf5b13c91a
Revises: 452caa051d97
Create Date: 2026-02-19 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "d7bf5b13c91a"
down_revision = "452caa051d97"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "watchlists",
        sa.Column("watchlist_id", sa.Uuid(), primary_key=True, server_default=sa.text("gen_random_uuid()")),
        sa.Column("owner", sa.Uuid(), sa.ForeignKey("public.users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("sortOrder", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("visibility", sa.Text(), nullable=False, server_default="private"),
        sa.Column(
            "archived",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="Hidden from the start page, still reachable by its link.",
        ),
        sa.Column("has_alerts", sa.Boolean()),
        sa.Column("last_opened_at", sa.DateTime()),
        sa.Column("created_at", sa.DateTime(), nullable=False, server_default=sa.func.now()),
        sa.Column("updated_at", sa.DateTime(), nullable=False, server_default=sa.func.now()),
        sa.UniqueConstraint("name", "owner", name="watchlists_unique_name"),
    )
    op.create_index("idx_watchlists_active", "watchlists", ["owner"], postgresql_where=sa.text("NOT archived"))
    op.create_table(
        "watchlist_items",
        sa.Column("watchlist_id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="From 0, as shown. Unique within the list."),
        sa.Column("note", sa.Text(), comment="The user's own words, plain text."),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.PrimaryKeyConstraint("watchlist_id", "instrument_id"),
        sa.UniqueConstraint(
            "watchlist_id",
            "position",
            name="uq_watchlist_items_watchlist_id_position",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.CheckConstraint("position >= 0", name="ck_watchlist_items_position"),
        sa.ForeignKeyConstraint(
            ["watchlist_id"],
            ["watchlists.watchlist_id"],
            name="fk_watchlist_items_watchlists",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["instrument_id"],
            ["instruments.id"],
            name="fk_watchlist_items_instruments",
            ondelete="CASCADE",
        ),
        comment="An instrument on a watchlist, at a place. At most once on each.",
    )
    op.create_index("idx_watchlist_items_instrument_id", "watchlist_items", ["instrument_id"])
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON public.watchlists, public.watchlist_items TO creampie_app")
    op.execute("COMMENT ON CONSTRAINT uq_watchlist_items_watchlist_id_position ON public.watchlist_items IS 'Deferrable, so that two items can swap places in one transaction.'")


def downgrade() -> None:
    op.drop_table("watchlist_items")
    op.drop_table("watchlists")
