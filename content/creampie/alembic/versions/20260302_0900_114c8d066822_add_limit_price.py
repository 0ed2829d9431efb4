"""Add limit price

Limit orders.

Revision ID: 114c8d066822
Revises: c8805e18d9d2
Create Date: 2026-03-02 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "114c8d066822"
down_revision = "c8805e18d9d2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("limit_price", sa.Numeric(18, 6), comment="Null for a market order."))
    op.create_check_constraint("ck_orders_limit_price_positive", "orders", "limit_price > 0")
    op.execute("""COMMENT ON CONSTRAINT ck_orders_limit_price_positive ON public.orders IS 'Zero once meant "at market" in the mobile client. It does not here.'""")


def downgrade() -> None:
    op.drop_column("orders", "limit_price")
