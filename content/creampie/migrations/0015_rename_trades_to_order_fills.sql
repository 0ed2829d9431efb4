-- 2026-02-09  Trades are called what they are.
--
-- To compliance a trade is both sides of a deal; ours is one venue's answer to one order. The services learnt the new
-- name through a view of the old one, which went last week. Constraints and indexes keep their old names: renaming
-- them is free, but the alerting matches on them, and it is not ours.

ALTER TABLE public.trades RENAME TO order_fills;

CREATE OR REPLACE FUNCTION public.check_not_overfilled() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  asked  numeric;
  filled numeric;
BEGIN
  SELECT quantity INTO asked FROM public.orders WHERE id = NEW.order_id;
  SELECT sum(quantity) INTO filled FROM public.order_fills WHERE order_id = NEW.order_id;
  IF filled > asked THEN
    RAISE EXCEPTION 'order % is filled beyond its quantity: % of %', NEW.order_id, filled, asked
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

COMMENT ON TABLE public.orders IS
'A buy or sell instruction placed by a user. One row per instruction; what the market did with it is in `order_fills`.';
COMMENT ON TABLE public.order_fills IS
'One execution reported by a venue for an order. Written once; a correction is a row of its own, never an update here.';
COMMENT ON VIEW analytics.open_orders IS 'Orders on the book with what has been filled of each. Reads `orders` and `order_fills` under the asker''s own rights.';
