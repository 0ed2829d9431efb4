"""Create reporting views

What the dashboards read, so that they stop reading the tables.

Revision ID: f70dc4abf52d
Revises: 0ad2c773400e
Create Date: 2026-01-22 09:00:00

"""

from alembic import op

revision = "f70dc4abf52d"
down_revision = "0ad2c773400e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
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
        GROUP BY orders.id, instruments.symbol
        """
    )
    op.execute(
        """
        CREATE VIEW analytics.active_users WITH (security_invoker = true, security_barrier = true) AS
        SELECT users.id, users.created_at, max(orders.created_at) AS last_order_at
        FROM public.users
        JOIN public.orders ON orders.user_id = users.id
        WHERE users.status = 'active' AND orders.created_at > now() - interval '90 days'
        GROUP BY users.id
        """
    )
    op.execute(
        """
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
        WITH NO DATA
        """
    )
    op.execute(
        """
        CREATE UNIQUE INDEX idx_instrument_turnover_instrument_id_trading_day
          ON analytics.instrument_turnover (instrument_id, trading_day)
        """
    )
    op.execute(
        """CREATE FUNCTION analytics.refresh_turnover() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog
AS $$
BEGIN
  REFRESH MATERIALIZED VIEW CONCURRENTLY analytics.instrument_turnover;
END
$$"""
    )
    op.execute("COMMENT ON FUNCTION analytics.refresh_turnover() IS 'Lets reporting refresh a view that it does not own. Readers are not blocked meanwhile.'")
    op.execute("COMMENT ON VIEW analytics.open_orders IS 'Orders on the book with what has been filled of each. Reads `orders` and `trades` under the asker''s own rights.'")
    op.execute("COMMENT ON COLUMN analytics.open_orders.filled_quantity IS 'Zero for an order that nobody has matched yet.'")
    op.execute("COMMENT ON VIEW analytics.active_users IS 'Users with an order in the last ninety days, the figure that the board is shown.'")
    op.execute("COMMENT ON MATERIALIZED VIEW analytics.instrument_turnover IS 'Turnover per instrument and day in UTC, refreshed at 02:00 by `analytics.refresh_turnover()`.'")
    op.execute("COMMENT ON COLUMN analytics.instrument_turnover.turnover IS 'In the currency of the instrument. Do not add it up across instruments.'")
    op.execute("COMMENT ON INDEX analytics.idx_instrument_turnover_instrument_id_trading_day IS 'Also what `REFRESH … CONCURRENTLY` asks for.'")
    op.execute("REVOKE EXECUTE ON FUNCTION analytics.refresh_turnover() FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION analytics.refresh_turnover() TO creampie_reporting")


def downgrade() -> None:
    op.execute("DROP FUNCTION analytics.refresh_turnover()")
    op.execute("DROP MATERIALIZED VIEW analytics.instrument_turnover")
    op.execute("DROP VIEW analytics.active_users")
    op.execute("DROP VIEW analytics.open_orders")
