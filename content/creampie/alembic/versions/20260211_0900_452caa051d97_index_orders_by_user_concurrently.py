"""Index orders by user concurrently

A user's orders, newest first: the start page, and a third of all reads.

Revision ID: 452caa051d97
Revises: 6061db247eb2
Create Date: 2026-02-11 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "452caa051d97"
down_revision = "6061db247eb2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index(
            "idx_orders_user_id_created_at",
            "orders",
            ["user_id", sa.text("created_at DESC")],
            postgresql_concurrently=True,
        )


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.drop_index("idx_orders_user_id_created_at", "orders", postgresql_concurrently=True)
