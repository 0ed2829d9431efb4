-- 2026-03-09  Say what a session is.
--
-- The identity service was written by one person, who knew. Now that three teams read the table, it says so itself.

COMMENT ON TABLE auth.sessions IS
'A browser or program that is signed in. Ends at `expires_at`, or by being deleted; what happened at sign-in is in
`auth.login_events`.';
COMMENT ON COLUMN auth.sessions.user_id IS 'Who is signed in. Refers to `users.id`; their sessions go with them.';
COMMENT ON COLUMN auth.sessions.api_key_id IS 'The key that opened it, for programs. Refers to `auth.api_keys`; null for a browser.';
COMMENT ON COLUMN auth.sessions.token_hash IS 'SHA-256 over the token in the cookie.';
COMMENT ON COLUMN auth.sessions.state IS '`fresh` for ten minutes after the password was typed, then `stale`. Withdrawals need a fresh one.';
COMMENT ON COLUMN auth.sessions.is_remembered IS '1 where the user asked to stay signed in.';
COMMENT ON COLUMN auth.sessions.ip IS 'The address at sign-in. Not updated.';
COMMENT ON COLUMN auth.sessions.expires_at IS 'Moved on with use, at most thirty days ahead.';
COMMENT ON CONSTRAINT fk_sessions_api_keys ON auth.sessions IS 'Over the pair, so that a key opens sessions of its own user only. Removing a key leaves the session and forgets the key.';
COMMENT ON INDEX auth.idx_sessions_expires_at IS 'The sweeper deletes what has expired, oldest first.';
