"""Enable row security

Users see their own rows, whatever the application's queries say.

Revision ID: 0ad2c773400e
Revises: 380d0b44467b
Create Date: 2026-01-20 09:00:00

"""

from alembic import op

revision = "0ad2c773400e"
down_revision = "380d0b44467b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("GRANT SELECT, INSERT, UPDATE ON public.users, public.accounts, public.orders TO creampie_app")
    op.execute("GRANT SELECT ON public.instruments, public.currency TO creampie_app, creampie_reporting")
    op.execute("GRANT SELECT, INSERT ON public.trades TO creampie_app")
    op.execute("GRANT USAGE ON SEQUENCE public.seq_orders_reference TO creampie_app")
    op.execute("GRANT SELECT (id, status, is_verified, created_at) ON public.users TO creampie_reporting")
    op.execute("GRANT SELECT ON public.orders, public.trades, public.stock_data TO creampie_reporting")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON auth.sessions, auth.api_keys TO creampie_app")
    op.execute("GRANT INSERT ON auth.login_events TO creampie_app")
    op.execute(
        """
        CREATE FUNCTION public.current_user_id() RETURNS uuid
        LANGUAGE sql STABLE PARALLEL SAFE
        RETURN nullif(current_setting('app.user_id', true), '')::uuid
        """
    )
    op.execute("COMMENT ON FUNCTION public.current_user_id() IS 'The user on whose behalf this transaction runs; null outside the application, and then no policy lets a row through.'")
    op.execute("ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE public.accounts ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE public.accounts FORCE ROW LEVEL SECURITY")
    op.execute(
        """
        CREATE POLICY orders_owner_only ON public.orders
          FOR ALL TO creampie_app
          USING (user_id = public.current_user_id())
          WITH CHECK (user_id = public.current_user_id())
        """
    )
    op.execute(
        """
        CREATE POLICY orders_reporting ON public.orders
          FOR SELECT TO creampie_reporting
          USING (true)
        """
    )
    op.execute(
        """
        CREATE POLICY orders_active_users_only ON public.orders
          AS RESTRICTIVE FOR INSERT TO creampie_app
          WITH CHECK (EXISTS (
            SELECT FROM public.users WHERE users.id = orders.user_id AND users.status = 'active'
          ))
        """
    )
    op.execute(
        """
        CREATE POLICY accounts_owner_only ON public.accounts
          USING (user_id = public.current_user_id())
        """
    )
    op.execute("COMMENT ON POLICY orders_owner_only ON public.orders IS 'A user reads and writes their own orders only.'")
    op.execute("COMMENT ON POLICY orders_reporting ON public.orders IS 'Reports count everybody''s orders. They never show whose.'")
    op.execute("COMMENT ON POLICY orders_active_users_only ON public.orders IS 'Restrictive, so that no later policy can let a suspended user place an order.'")
    op.execute("COMMENT ON POLICY accounts_owner_only ON public.accounts IS 'For every role, the tables'' owner included (`FORCE ROW LEVEL SECURITY`).'")


def downgrade() -> None:
    op.execute("DROP POLICY accounts_owner_only ON public.accounts")
    op.execute("DROP POLICY orders_active_users_only ON public.orders")
    op.execute("DROP POLICY orders_reporting ON public.orders")
    op.execute("DROP POLICY orders_owner_only ON public.orders")
    op.execute("ALTER TABLE public.accounts NO FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE public.accounts DISABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE public.orders DISABLE ROW LEVEL SECURITY")
    op.execute("DROP FUNCTION public.current_user_id()")
    op.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public, auth FROM creampie_app, creampie_reporting")
    op.execute("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM creampie_app")
