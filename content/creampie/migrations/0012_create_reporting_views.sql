-- 2026-01-22  What the dashboards read, so that they stop reading the tables.
--
-- The two plain views run with the rights of whoever asks, and so under the policies of the step before. The turnover
-- is materialized: it reads every trade, and a figure from last night is good enough.

CREATE VIEW analytics.open_orders WITH (security_invoker = true) AS
SELECT
  orders.id,
  orders.reference,
  instruments.symbol,
  orders.side,
  orders.quantity,
  coalesce(sum(trades.quantity), 0) AS filled_quantity,
  orders.created_at
FROM public.orders
JOIN public.instruments ON instruments.id = orders.instrument_id
LEFT JOIN public.trades ON trades.order_id = orders.id
WHERE orders.status = 'open'
GROUP BY orders.id, instruments.symbol;

CREATE VIEW analytics.active_users WITH (security_invoker = true, security_barrier = true) AS
SELECT users.id, users.created_at, max(orders.created_at) AS last_order_at
FROM public.users
JOIN public.orders ON orders.user_id = users.id
WHERE users.status = 'active' AND orders.created_at > now() - interval '90 days'
GROUP BY users.id;

CREATE MATERIALIZED VIEW analytics.instrument_turnover AS
SELECT
  instruments.id AS instrument_id,
  instruments.symbol,
  (trades.executed_at AT TIME ZONE 'UTC')::date AS trading_day,
  count(*) AS fills,
  sum(trades.quantity) AS units,
  sum(trades.notional) AS turnover
FROM public.trades
JOIN public.orders ON orders.id = trades.order_id
JOIN public.instruments ON instruments.id = orders.instrument_id
GROUP BY instruments.id, instruments.symbol, trading_day
WITH NO DATA;

CREATE UNIQUE INDEX idx_instrument_turnover_instrument_id_trading_day
  ON analytics.instrument_turnover (instrument_id, trading_day);

CREATE FUNCTION analytics.refresh_turnover() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog
AS $$
BEGIN
  REFRESH MATERIALIZED VIEW CONCURRENTLY analytics.instrument_turnover;
END
$$;

COMMENT ON FUNCTION analytics.refresh_turnover() IS 'Lets reporting refresh a view that it does not own. Readers are not blocked meanwhile.';
COMMENT ON VIEW analytics.open_orders IS 'Orders on the book with what has been filled of each. Reads `orders` and `trades` under the asker''s own rights.';
COMMENT ON COLUMN analytics.open_orders.filled_quantity IS 'Zero for an order that nobody has matched yet.';
COMMENT ON VIEW analytics.active_users IS 'Users with an order in the last ninety days, the figure that the board is shown.';
COMMENT ON MATERIALIZED VIEW analytics.instrument_turnover IS 'Turnover per instrument and day in UTC, refreshed at 02:00 by `analytics.refresh_turnover()`.';
COMMENT ON COLUMN analytics.instrument_turnover.turnover IS 'In the currency of the instrument. Do not add it up across instruments.';
COMMENT ON INDEX analytics.idx_instrument_turnover_instrument_id_trading_day IS 'Also what `REFRESH … CONCURRENTLY` asks for.';

REVOKE EXECUTE ON FUNCTION analytics.refresh_turnover() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analytics.refresh_turnover() TO creampie_reporting;
