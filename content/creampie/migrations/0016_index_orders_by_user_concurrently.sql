-- 2026-02-11  A user's orders, newest first: the start page, and a third of all reads.
--
-- Alone in its file, since it must not run inside a transaction. It also serves the foreign key to `users`.

CREATE INDEX CONCURRENTLY idx_orders_user_id_created_at ON public.orders (user_id, created_at DESC);
