"""Create sessions and api keys

Ways of being signed in: a browser session, or a key for programs.

Revision ID: 944b1d66a1a2
Revises: 1bd63a7f6799
Create Date: 2025-01-27 09:00:00

"""

from alembic import op

revision = "944b1d66a1a2"
down_revision = "1bd63a7f6799"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE auth.api_keys (
          id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          user_id      uuid NOT NULL,
          label        text NOT NULL,
          prefix       text NOT NULL CONSTRAINT ck_api_keys_prefix CHECK (prefix ~ '^[a-z0-9]{8}$'),
          secret_hash  bytea NOT NULL,
          scopes       text[] NOT NULL DEFAULT '{}',
          valid_during tstzrange NOT NULL DEFAULT tstzrange(now(), NULL),
          last_used_at timestamptz,
          created_at   timestamptz NOT NULL DEFAULT now(),
          CONSTRAINT uq_api_keys_prefix UNIQUE (prefix),
          CONSTRAINT uq_api_keys_user_id_id UNIQUE (user_id, id),
          CONSTRAINT ck_api_keys_valid_at_some_time CHECK (NOT isempty(valid_during)),
          CONSTRAINT fk_api_keys_users FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE,
          CONSTRAINT ex_api_keys_label EXCLUDE USING gist (user_id WITH =, label WITH =, valid_during WITH &&)
        )
        """
    )
    op.execute("CREATE INDEX idx_api_keys_scopes ON auth.api_keys USING gin (scopes)")
    op.execute("COMMENT ON TABLE auth.api_keys IS 'A key with which a program acts for a user. Replaced, never changed: a new row follows on from the old one.'")
    op.execute("COMMENT ON COLUMN auth.api_keys.label IS 'Chosen by the user: `backtest`, `phone`.'")
    op.execute("COMMENT ON COLUMN auth.api_keys.prefix IS 'The first eight characters, shown in lists and used to look the key up.'")
    op.execute("COMMENT ON COLUMN auth.api_keys.secret_hash IS 'SHA-256 over the whole key. The key itself is shown once and not stored.'")
    op.execute("COMMENT ON COLUMN auth.api_keys.scopes IS 'What the key may do: `read`, `trade`, `withdraw`. Empty: nothing.'")
    op.execute("COMMENT ON COLUMN auth.api_keys.valid_during IS 'From creation to expiry or revocation; open at the end while the key lives.'")
    op.execute("COMMENT ON COLUMN auth.api_keys.last_used_at IS 'To the hour, so that a busy key is not a busy row. Null if never.'")
    op.execute("COMMENT ON CONSTRAINT ex_api_keys_label ON auth.api_keys IS 'At any time a user has at most one valid key of a name, so a rotation cannot leave two.'")
    op.execute("COMMENT ON CONSTRAINT uq_api_keys_user_id_id ON auth.api_keys IS 'What `auth.sessions` refers to.'")
    op.execute(
        """
        CREATE TABLE auth.sessions (
          id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          user_id       uuid NOT NULL REFERENCES public.users (id) ON DELETE CASCADE,
          api_key_id    uuid,
          token_hash    bytea NOT NULL UNIQUE,
          state         text NOT NULL DEFAULT 'fresh',
          is_remembered smallint NOT NULL DEFAULT 0,
          device        jsonb,
          ip            inet,
          expires_at    timestamptz NOT NULL,
          created_at    timestamptz NOT NULL DEFAULT now(),
          CONSTRAINT ck_sessions_expires_after_creation CHECK (expires_at > created_at),
          CONSTRAINT fk_sessions_api_keys FOREIGN KEY (user_id, api_key_id) REFERENCES auth.api_keys (user_id, id)
            ON DELETE SET NULL (api_key_id)
        )
        """
    )
    op.execute("CREATE INDEX idx_sessions_user_id_api_key_id ON auth.sessions (user_id, api_key_id)")
    op.execute("CREATE INDEX idx_sessions_expires_at ON auth.sessions (expires_at)")


def downgrade() -> None:
    op.drop_table("sessions", schema="auth")
    op.drop_table("api_keys", schema="auth")
