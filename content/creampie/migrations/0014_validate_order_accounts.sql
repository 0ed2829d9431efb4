-- 2026-02-02  Every order has its account by now: check the old rows, then insist.
--
-- VALIDATE reads the table without blocking writers. The NOT NULL after it scans once more, under a stronger lock; at
-- a million rows that is two seconds at night, and not worth the detour over a check constraint.

ALTER TABLE public.orders VALIDATE CONSTRAINT fk_orders_accounts;

ALTER TABLE public.orders ALTER COLUMN account_id SET NOT NULL;
