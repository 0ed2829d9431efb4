"""Widen stock data volume

A day of a penny stock does not fit into an integer.

Revision ID: 380d0b44467b
Revises: 2fcfbbc15479
Create Date: 2025-03-31 09:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "380d0b44467b"
down_revision = "2fcfbbc15479"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("stock_data", "volume", type_=sa.BigInteger())


def downgrade() -> None:
    # irreversible: some volumes no longer fit into an integer
    pass
