"""Drop legacy quotes

The stopgap of the first week goes.

Revision ID: c8805e18d9d2
Revises: d7bf5b13c91a
Create Date: 2026-02-24 09:00:00

"""

from alembic import op

revision = "c8805e18d9d2"
down_revision = "d7bf5b13c91a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("quotes")


def downgrade() -> None:
    raise NotImplementedError("the rows are in the archive bucket")
