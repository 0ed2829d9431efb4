"""Describe sessions

Say what a session is.

Revision ID: 8cd3f974074f
Revises: 114c8d066822
Create Date: 2026-03-09 09:00:00

"""

from alembic import op

revision = "8cd3f974074f"
down_revision = "114c8d066822"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """COMMENT ON TABLE auth.sessions IS
'A browser or program that is signed in. Ends at `expires_at`, or by being deleted; what happened at sign-in is in
`auth.login_events`.'"""
    )
    op.execute("COMMENT ON COLUMN auth.sessions.user_id IS 'Who is signed in. Refers to `users.id`; their sessions go with them.'")
    op.execute("COMMENT ON COLUMN auth.sessions.api_key_id IS 'The key that opened it, for programs. Refers to `auth.api_keys`; null for a browser.'")
    op.execute("COMMENT ON COLUMN auth.sessions.token_hash IS 'SHA-256 over the token in the cookie.'")
    op.execute("COMMENT ON COLUMN auth.sessions.state IS '`fresh` for ten minutes after the password was typed, then `stale`. Withdrawals need a fresh one.'")
    op.execute("COMMENT ON COLUMN auth.sessions.is_remembered IS '1 where the user asked to stay signed in.'")
    op.execute("COMMENT ON COLUMN auth.sessions.ip IS 'The address at sign-in. Not updated.'")
    op.execute("COMMENT ON COLUMN auth.sessions.expires_at IS 'Moved on with use, at most thirty days ahead.'")
    op.execute("COMMENT ON CONSTRAINT fk_sessions_api_keys ON auth.sessions IS 'Over the pair, so that a key opens sessions of its own user only. Removing a key leaves the session and forgets the key.'")
    op.execute("COMMENT ON INDEX auth.idx_sessions_expires_at IS 'The sweeper deletes what has expired, oldest first.'")


def downgrade() -> None:
    op.execute("COMMENT ON TABLE auth.sessions IS NULL")
    op.execute("COMMENT ON COLUMN auth.sessions.user_id IS NULL")
    op.execute("COMMENT ON COLUMN auth.sessions.api_key_id IS NULL")
    op.execute("COMMENT ON COLUMN auth.sessions.token_hash IS NULL")
    op.execute("COMMENT ON COLUMN auth.sessions.state IS NULL")
    op.execute("COMMENT ON COLUMN auth.sessions.is_remembered IS NULL")
    op.execute("COMMENT ON COLUMN auth.sessions.ip IS NULL")
    op.execute("COMMENT ON COLUMN auth.sessions.expires_at IS NULL")
    op.execute("COMMENT ON CONSTRAINT fk_sessions_api_keys ON auth.sessions IS NULL")
    op.execute("COMMENT ON INDEX auth.idx_sessions_expires_at IS NULL")
