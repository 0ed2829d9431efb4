-- 2026-01-20  Users see their own rows, whatever the application's queries say.
--
-- A missing WHERE clause in a support tool showed one user another's orders for eleven minutes. The application now
-- sets `app.user_id` at the start of each transaction, and the database does the filtering. The migration role owns the
-- tables and is not bound by the policies, except on `accounts`: the settlement job runs as that role, and has to name the
-- user whose balance it moves like everybody else.

GRANT SELECT, INSERT, UPDATE ON public.users, public.accounts, public.orders TO creampie_app;
GRANT SELECT ON public.instruments, public.currency TO creampie_app, creampie_reporting;
GRANT SELECT, INSERT ON public.trades TO creampie_app;
GRANT USAGE ON SEQUENCE public.seq_orders_reference TO creampie_app;
GRANT SELECT (id, status, is_verified, created_at) ON public.users TO creampie_reporting;
GRANT SELECT ON public.orders, public.trades, public.stock_data TO creampie_reporting;
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.sessions, auth.api_keys TO creampie_app;
GRANT INSERT ON auth.login_events TO creampie_app;

CREATE FUNCTION public.current_user_id() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.user_id', true), '')::uuid;

COMMENT ON FUNCTION public.current_user_id() IS 'The user on whose behalf this transaction runs; null outside the application, and then no policy lets a row through.';

ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.accounts FORCE ROW LEVEL SECURITY;

CREATE POLICY orders_owner_only ON public.orders
  FOR ALL TO creampie_app
  USING (user_id = public.current_user_id())
  WITH CHECK (user_id = public.current_user_id());

CREATE POLICY orders_reporting ON public.orders
  FOR SELECT TO creampie_reporting
  USING (true);

CREATE POLICY orders_active_users_only ON public.orders
  AS RESTRICTIVE FOR INSERT TO creampie_app
  WITH CHECK (EXISTS (
    SELECT FROM public.users WHERE users.id = orders.user_id AND users.status = 'active'
  ));

CREATE POLICY accounts_owner_only ON public.accounts
  USING (user_id = public.current_user_id());

COMMENT ON POLICY orders_owner_only ON public.orders IS 'A user reads and writes their own orders only.';
COMMENT ON POLICY orders_reporting ON public.orders IS 'Reports count everybody''s orders. They never show whose.';
COMMENT ON POLICY orders_active_users_only ON public.orders IS 'Restrictive, so that no later policy can let a suspended user place an order.';
COMMENT ON POLICY accounts_owner_only ON public.accounts IS 'For every role, the tables'' owner included (`FORCE ROW LEVEL SECURITY`).';
