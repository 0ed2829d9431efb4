"""Create login events

Take over the log of the identity provider that we leave.

Revision ID: cb23bc079ac6
Revises: 944b1d66a1a2
Create Date: 2025-02-03 09:00:00

"""

from alembic import op

revision = "cb23bc079ac6"
down_revision = "944b1d66a1a2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE auth.login_events (
          user_id       uuid,
          session_id    uuid,
          kind          varchar(20) NOT NULL,
          is_success    char(1) NOT NULL DEFAULT 'N',
          is_suspicious boolean,
          ip            inet,
          user_agent    varchar(255),
          detail        json,
          occurred_at   timestamptz NOT NULL DEFAULT now(),
          CONSTRAINT valid_success CHECK (is_success IN ('Y', 'N'))
        ) WITH (autovacuum_vacuum_insert_scale_factor = 0.05)
        """
    )
    op.execute("CREATE INDEX login_events_brin ON auth.login_events USING brin (user_id, occurred_at) WITH (pages_per_range = 32)")
    op.execute(
        """
        ALTER TABLE auth.login_events
          ADD FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE SET NULL NOT VALID,
          ADD FOREIGN KEY (session_id) REFERENCES auth.sessions (id) ON DELETE SET NULL NOT VALID
        """
    )
    op.execute("COMMENT ON TABLE auth.login_events IS 'Every attempt to sign in, ours and those of the provider before us. Written only, never changed.'")
    op.execute("COMMENT ON COLUMN auth.login_events.user_id IS 'Null where the name given was nobody''s.'")
    op.execute("COMMENT ON COLUMN auth.login_events.occurred_at IS 'By the clock of whoever logged it.'")


def downgrade() -> None:
    op.drop_table("login_events", schema="auth")
