-- 2025-02-03  Take over the log of the identity provider that we leave.
--
-- Three years of it come in as they are, with their columns, so that the import is one COPY. Some rows name users who
-- no longer exist: the foreign keys hold for what is written from now on and are not validated for the past.

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
) WITH (autovacuum_vacuum_insert_scale_factor = 0.05);

-- Written in order of time and read by time, so a block range index of a few pages does for it.
CREATE INDEX login_events_brin ON auth.login_events USING brin (user_id, occurred_at) WITH (pages_per_range = 32);

ALTER TABLE auth.login_events
  ADD FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE SET NULL NOT VALID,
  ADD FOREIGN KEY (session_id) REFERENCES auth.sessions (id) ON DELETE SET NULL NOT VALID;

COMMENT ON TABLE auth.login_events IS 'Every attempt to sign in, ours and those of the provider before us. Written only, never changed.';
COMMENT ON COLUMN auth.login_events.user_id IS 'Null where the name given was nobody''s.';
COMMENT ON COLUMN auth.login_events.occurred_at IS 'By the clock of whoever logged it.';
