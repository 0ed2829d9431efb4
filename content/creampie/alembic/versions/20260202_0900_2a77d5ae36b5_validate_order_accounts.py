"""Validate order accounts

Every order has its account by now: check the old rows, then insist.

Revision ID: 2a77d5ae36b5
Revises: d7f375d3ba5e
Create Date: 2026-02-02 09:00:00

"""

from alembic import op

revision = "2a77d5ae36b5"
down_revision = "d7f375d3ba5e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE public.orders VALIDATE CONSTRAINT fk_orders_accounts")
    op.alter_column("orders", "account_id", nullable=False)


def downgrade() -> None:
    op.alter_column("orders", "account_id", nullable=True)
