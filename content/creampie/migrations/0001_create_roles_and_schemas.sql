-- 2025-01-13  Roles, schemas and what every later step leans on.
--
-- Two group roles, no logins: people and services are members of one of them, so that a privilege is granted once and
-- reviewed in one place. Roles belong to the whole server and outlive a database, hence the blocks that tolerate them.

DO $$
BEGIN
  CREATE ROLE creampie_app NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
  CREATE ROLE creampie_reporting NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

CREATE SCHEMA auth;
CREATE SCHEMA analytics;

COMMENT ON SCHEMA public IS 'The product itself: who trades, what is traded, and what happened to each order.';
COMMENT ON SCHEMA auth IS 'Signing in. Read and written by the identity service alone; nothing in `public` depends on it.';
COMMENT ON SCHEMA analytics IS 'Figures derived from `public`. Everything here can be thrown away and computed again.';

GRANT USAGE ON SCHEMA public, auth TO creampie_app;
GRANT USAGE ON SCHEMA public, analytics TO creampie_reporting;

-- Reporting may read whatever analytics will hold; elsewhere each table says who may read it.
ALTER DEFAULT PRIVILEGES IN SCHEMA analytics GRANT SELECT ON TABLES TO creampie_reporting;

-- Equality on uuid and text inside a GiST index: what an exclusion constraint needs beside a range.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE FUNCTION public.set_updated_at() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;

COMMENT ON FUNCTION public.set_updated_at() IS 'Stamps `updated_at`. One trigger function for every table that has the column.';
