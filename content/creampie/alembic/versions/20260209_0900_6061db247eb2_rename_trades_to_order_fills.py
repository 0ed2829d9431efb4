"""Rename trades to order fills

Trades are called what they are.

Revision ID: 6061db247eb2
Revises: 2a77d5ae36b5
Create Date: 2026-02-09 09:00:00

"""

from alembic import op

revision = "6061db247eb2"
down_revision = "2a77d5ae36b5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.rename_table("trades", "order_fills")
    op.execute(
        """CREATE OR REPLACE FUNCTION public.check_not_overfilled() RETURNS trigger
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
$$"""
    )
    op.execute(
        """COMMENT ON TABLE public.orders IS
'A buy or sell instruction placed by a user. One row per instruction; what the market did with it is in `order_fills`.'"""
    )
    op.execute(
        """COMMENT ON TABLE public.order_fills IS
'One execution reported by a venue for an order. Written once; a correction is a row of its own, never an update here.'"""
    )
    op.execute("COMMENT ON VIEW analytics.open_orders IS 'Orders on the book with what has been filled of each. Reads `orders` and `order_fills` under the asker''s own rights.'")


def downgrade() -> None:
    op.rename_table("order_fills", "trades")
    op.execute(
        """CREATE OR REPLACE FUNCTION public.check_not_overfilled() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  asked  numeric;
  filled numeric;
BEGIN
  SELECT quantity INTO asked FROM public.orders WHERE id = NEW.order_id;
  SELECT sum(quantity) INTO filled FROM public.trades WHERE order_id = NEW.order_id;
  IF filled > asked THEN
    RAISE EXCEPTION 'order % is filled beyond its quantity: % of %', NEW.order_id, filled, asked
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$"""
    )
    op.execute("COMMENT ON TABLE public.trades IS NULL")
