-- 2026-01-26  An order says which account pays for it, and that account belongs to the user who placed it.
--
-- The key goes over both columns, so no order can be charged to a stranger's account. It is added NOT VALID: new rows
-- are checked from this moment, under a lock held for an instant. The old rows are filled by a job over the week and
-- checked in the next step.

ALTER TABLE public.accounts
  ADD CONSTRAINT uq_accounts_user_id_id UNIQUE (user_id, id);

ALTER TABLE public.orders
  ADD COLUMN account_id uuid;

ALTER TABLE public.orders
  ADD CONSTRAINT fk_orders_accounts FOREIGN KEY (user_id, account_id) REFERENCES public.accounts (user_id, id) NOT VALID;

CREATE INDEX idx_orders_account_id_user_id ON public.orders (account_id, user_id);

COMMENT ON COLUMN public.orders.account_id IS 'The account that pays. With `user_id` it refers to `accounts`, so it is always the user''s own.';
COMMENT ON CONSTRAINT fk_orders_accounts ON public.orders IS 'Over two columns on purpose: an order is never charged to somebody else''s account.';
COMMENT ON CONSTRAINT uq_accounts_user_id_id ON public.accounts IS 'What `orders` refers to.';
