-- 2026-02-19  Lists of instruments that a user follows.
--
-- Moved over from the mobile backend, whose tables these were.

CREATE TABLE public.watchlists (
  watchlist_id   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  owner          uuid NOT NULL REFERENCES public.users (id) ON DELETE CASCADE,
  name           varchar(60) NOT NULL,
  "sortOrder"    integer NOT NULL DEFAULT 0,
  visibility     text NOT NULL DEFAULT 'private',
  archived       boolean NOT NULL DEFAULT false,
  has_alerts     boolean,
  last_opened_at timestamp,
  created_at     timestamp NOT NULL DEFAULT now(),
  updated_at     timestamp NOT NULL DEFAULT now(),
  CONSTRAINT watchlists_unique_name UNIQUE (name, owner)
);

CREATE INDEX idx_watchlists_active ON public.watchlists (owner) WHERE NOT archived;

CREATE TABLE public.watchlist_items (
  watchlist_id  uuid NOT NULL,
  instrument_id uuid NOT NULL,
  position      integer NOT NULL,
  note          text,
  added_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (watchlist_id, instrument_id),
  CONSTRAINT uq_watchlist_items_watchlist_id_position UNIQUE (watchlist_id, position) DEFERRABLE INITIALLY IMMEDIATE,
  CONSTRAINT ck_watchlist_items_position CHECK (position >= 0),
  CONSTRAINT fk_watchlist_items_watchlists FOREIGN KEY (watchlist_id) REFERENCES public.watchlists (watchlist_id) ON DELETE CASCADE,
  CONSTRAINT fk_watchlist_items_instruments FOREIGN KEY (instrument_id) REFERENCES public.instruments (id) ON DELETE CASCADE
);

CREATE INDEX idx_watchlist_items_instrument_id ON public.watchlist_items (instrument_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON public.watchlists, public.watchlist_items TO creampie_app;

COMMENT ON COLUMN public.watchlists.archived IS 'Hidden from the start page, still reachable by its link.';
COMMENT ON TABLE public.watchlist_items IS 'An instrument on a watchlist, at a place. At most once on each.';
COMMENT ON COLUMN public.watchlist_items.position IS 'From 0, as shown. Unique within the list.';
COMMENT ON COLUMN public.watchlist_items.note IS 'The user''s own words, plain text.';
COMMENT ON CONSTRAINT uq_watchlist_items_watchlist_id_position ON public.watchlist_items IS 'Deferrable, so that two items can swap places in one transaction.';
