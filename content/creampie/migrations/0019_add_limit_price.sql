-- 2026-03-02  Limit orders.
--
-- Null means a market order, so no second column says which kind it is. The column has no default and the check holds
-- for every row that there is, so neither statement rewrites the table.

ALTER TABLE public.orders
  ADD COLUMN limit_price numeric(18, 6);

ALTER TABLE public.orders
  ADD CONSTRAINT ck_orders_limit_price_positive CHECK (limit_price > 0);

COMMENT ON COLUMN public.orders.limit_price IS 'Null for a market order.';
COMMENT ON CONSTRAINT ck_orders_limit_price_positive ON public.orders IS 'Zero once meant "at market" in the mobile client. It does not here.';
