"""Create roles and schemas

Roles, schemas and what every later step leans on.

Revision ID: 6ee6124ba1e6
Revises: 
Create Date: 2025-01-13 09:00:00

"""

from alembic import op

revision = "6ee6124ba1e6"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """DO $$
BEGIN
  CREATE ROLE creampie_app NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$"""
    )
    op.execute(
        """DO $$
BEGIN
  CREATE ROLE creampie_reporting NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$"""
    )
    op.execute("CREATE SCHEMA auth")
    op.execute("CREATE SCHEMA analytics")
    op.execute("COMMENT ON SCHEMA public IS 'The product itself: who trades, what is traded, and what happened to each order.'")
    op.execute("COMMENT ON SCHEMA auth IS 'Signing in. Read and written by the identity service alone; nothing in `public` depends on it.'")
    op.execute("COMMENT ON SCHEMA analytics IS 'Figures derived from `public`. Everything here can be thrown away and computed again.'")
    op.execute("GRANT USAGE ON SCHEMA public, auth TO creampie_app")
    op.execute("GRANT USAGE ON SCHEMA public, analytics TO creampie_reporting")
    op.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA analytics GRANT SELECT ON TABLES TO creampie_reporting")
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public")
    op.execute(
        """CREATE FUNCTION public.set_updated_at() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$"""
    )
    op.execute("COMMENT ON FUNCTION public.set_updated_at() IS 'Stamps `updated_at`. One trigger function for every table that has the column.'")


def downgrade() -> None:
    op.execute("DROP FUNCTION public.set_updated_at()")
    op.execute("DROP EXTENSION btree_gist")
    op.execute("DROP SCHEMA analytics")
    op.execute("DROP SCHEMA auth")
    op.execute("REVOKE ALL ON SCHEMA public FROM creampie_app, creampie_reporting")
