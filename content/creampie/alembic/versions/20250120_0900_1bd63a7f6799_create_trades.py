"""Create trades

Trades: what the market did with an order.

Revision ID: 1bd63a7f6799
Revises: 6d93ab5d5380
Create Date: 2025-01-20 09:00:00

"""

from alembic import op

revision = "1bd63a7f6799"
down_revision = "6d93ab5d5380"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE public.trades (
          id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          order_id      uuid NOT NULL,
          venue         varchar(12) NOT NULL,
          execution_ref text NOT NULL,
          price         public.price NOT NULL,
          quantity      numeric(18, 6) NOT NULL,
          notional      numeric GENERATED ALWAYS AS (price * quantity) STORED,
          fee           double precision NOT NULL DEFAULT 0,
          is_maker      boolean NOT NULL DEFAULT false,
          executed_at   timestamptz NOT NULL,
          created_at    timestamptz NOT NULL DEFAULT now(),
          CONSTRAINT uq_trades_venue_execution_ref UNIQUE (venue, execution_ref),
          CONSTRAINT ck_trades_quantity_positive CHECK (quantity > 0),
          CONSTRAINT fk_trades_orders FOREIGN KEY (order_id) REFERENCES public.orders (id)
            ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
        )
        """
    )
    op.execute("CREATE INDEX idx_trades_order_id ON public.trades (order_id)")
    op.execute("CREATE INDEX idx_trades_order_id_executed_at ON public.trades (order_id, executed_at)")
    op.execute(
        """CREATE FUNCTION public.check_not_overfilled() RETURNS trigger
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
    op.execute(
        """
        CREATE CONSTRAINT TRIGGER check_not_overfilled AFTER INSERT OR UPDATE OF quantity ON public.trades
          DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION public.check_not_overfilled()
        """
    )
    op.execute("COMMENT ON FUNCTION public.check_not_overfilled() IS 'Refuses a transaction that fills an order beyond the quantity asked for.'")
    op.execute(
        """COMMENT ON TABLE public.trades IS
'One execution reported by a venue for an order. Written once; a correction is a new row with the opposite quantity in
the ledger, never an update here.'"""
    )
    op.execute("COMMENT ON COLUMN public.trades.order_id IS 'Which order it fills. Refers to `orders.id`, checked at commit.'")
    op.execute("COMMENT ON COLUMN public.trades.venue IS 'Market identifier code, for example `XETR`.'")
    op.execute("COMMENT ON COLUMN public.trades.execution_ref IS 'The venue''s own number. With `venue` it tells a repeated message from a new one.'")
    op.execute("COMMENT ON COLUMN public.trades.price IS 'For one unit, in the currency of the instrument.'")
    op.execute("COMMENT ON COLUMN public.trades.notional IS '`price` times `quantity`. Kept by PostgreSQL, so that sums need no arithmetic.'")
    op.execute("COMMENT ON COLUMN public.trades.fee IS 'What the venue charged, in the currency of the instrument.'")
    op.execute("COMMENT ON COLUMN public.trades.is_maker IS 'The order was resting on the book; makers pay less.'")
    op.execute("COMMENT ON COLUMN public.trades.executed_at IS 'By the venue''s clock. `created_at` is by ours.'")
    op.execute("COMMENT ON CONSTRAINT fk_trades_orders ON public.trades IS 'Deferred: a batch may bring the execution before the order.'")
    op.execute("COMMENT ON TRIGGER check_not_overfilled ON public.trades IS 'The last line of defence against a message that is delivered twice under two references.'")


def downgrade() -> None:
    op.drop_table("trades")
    op.execute("DROP FUNCTION public.check_not_overfilled()")
