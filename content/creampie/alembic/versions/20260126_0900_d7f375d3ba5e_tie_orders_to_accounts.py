"""Tie orders to accounts

An order says which account pays for it, and that account belongs to the user who placed it.

Revision ID: d7f375d3ba5e
Revises: f70dc4abf52d
Create Date: 2026-01-26 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "d7f375d3ba5e"
down_revision = "f70dc4abf52d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_unique_constraint("uq_accounts_user_id_id", "accounts", ["user_id", "id"])
    op.add_column(
        "orders",
        sa.Column(
            "account_id",
            sa.Uuid(),
            comment="The account that pays. With `user_id` it refers to `accounts`, so it is always the user's own.",
        ),
    )
    op.create_foreign_key(
        "fk_orders_accounts",
        "orders",
        "accounts",
        ["user_id", "account_id"],
        ["user_id", "id"],
        postgresql_not_valid=True,
    )
    op.create_index("idx_orders_account_id_user_id", "orders", ["account_id", "user_id"])
    op.execute("COMMENT ON CONSTRAINT fk_orders_accounts ON public.orders IS 'Over two columns on purpose: an order is never charged to somebody else''s account.'")
    op.execute("COMMENT ON CONSTRAINT uq_accounts_user_id_id ON public.accounts IS 'What `orders` refers to.'")


def downgrade() -> None:
    op.drop_column("orders", "account_id")
    op.drop_constraint("uq_accounts_user_id_id", "accounts")
