"""Create stock data

Prices as they tick in, a partition a month.

Revision ID: 00b340a7ba78
Revises: cb23bc079ac6
Create Date: 2025-02-17 09:00:00

"""

from alembic import op

revision = "00b340a7ba78"
down_revision = "cb23bc079ac6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE public.stock_data (
          id            uuid NOT NULL DEFAULT gen_random_uuid(),
          instrument_id uuid NOT NULL,
          traded_at     timestamptz NOT NULL,
          price         public.price NOT NULL,
          volume        integer NOT NULL DEFAULT 0,
          source        text NOT NULL DEFAULT 'feed',
          is_official   boolean NOT NULL DEFAULT false,
          PRIMARY KEY (id, traded_at),
          CONSTRAINT volume_not_negative CHECK (volume >= 0),
          CONSTRAINT fk_stock_data_instruments FOREIGN KEY (instrument_id) REFERENCES public.instruments (id)
        ) PARTITION BY RANGE (traded_at)
        """
    )
    op.execute("CREATE INDEX idx_stock_data_instrument_id ON public.stock_data (instrument_id)")
    op.execute("CREATE INDEX idx_stock_data_instrument_id_traded_at ON public.stock_data (instrument_id, traded_at DESC)")
    op.execute("CREATE INDEX idx_stock_data_traded_at ON public.stock_data USING brin (traded_at)")
    op.execute("CREATE TABLE public.stock_data_default PARTITION OF public.stock_data DEFAULT")
    op.execute(
        """CREATE PROCEDURE public.create_stock_data_partition(month date)
LANGUAGE plpgsql
AS $$
DECLARE
  first date := date_trunc('month', month)::date;
BEGIN
  EXECUTE format(
    'CREATE TABLE public.%I PARTITION OF public.stock_data FOR VALUES FROM (%L) TO (%L)',
    'stock_data_' || to_char(first, 'YYYY_MM'),
    first::text || ' 00:00:00+00',
    (first + interval '1 month')::date::text || ' 00:00:00+00'
  );
END
$$"""
    )
    op.execute("CALL public.create_stock_data_partition('2025-01-01')")
    op.execute("CALL public.create_stock_data_partition('2025-02-01')")
    op.execute("CALL public.create_stock_data_partition('2025-03-01')")
    op.execute("CALL public.create_stock_data_partition('2025-04-01')")
    op.execute("CALL public.create_stock_data_partition('2025-05-01')")
    op.execute("CALL public.create_stock_data_partition('2025-06-01')")
    op.execute(
        """
        CREATE STATISTICS public.stock_data_instrument_source (ndistinct, dependencies)
          ON instrument_id, source FROM public.stock_data
        """
    )
    op.execute("COMMENT ON PROCEDURE public.create_stock_data_partition(date) IS 'Makes the partition of the month that holds the date. Run by the scheduler a month ahead.'")
    op.execute(
        """COMMENT ON TABLE public.stock_data IS
'One price of one instrument at one moment, as the market feed sends it. Partitioned by month on `traded_at`, in UTC.
Corrections come as new rows with `is_official` set; daily figures are in `analytics.daily_prices`.'"""
    )
    op.execute("COMMENT ON COLUMN public.stock_data.id IS 'Needed to point at one tick; unique together with `traded_at`.'")
    op.execute("COMMENT ON COLUMN public.stock_data.instrument_id IS 'Refers to `instruments.id`.'")
    op.execute("COMMENT ON COLUMN public.stock_data.traded_at IS 'By the exchange''s clock. Decides the partition.'")
    op.execute("COMMENT ON COLUMN public.stock_data.price IS 'In the currency of the instrument.'")
    op.execute("COMMENT ON COLUMN public.stock_data.volume IS 'Units traded at this price.'")
    op.execute("COMMENT ON COLUMN public.stock_data.source IS 'Which feed it came from: `feed`, `backfill`, `manual`.'")
    op.execute("COMMENT ON COLUMN public.stock_data.is_official IS 'A closing price or a correction that the exchange published.'")
    op.execute("COMMENT ON TABLE public.stock_data_default IS 'Ticks outside every month. Anything in here is an alert.'")
    op.execute("COMMENT ON INDEX public.idx_stock_data_traded_at IS 'Ticks arrive nearly in order, so a block range index finds an hour with a few kilobytes.'")
    op.execute("COMMENT ON STATISTICS public.stock_data_instrument_source IS 'Each instrument comes from one or two feeds.'")


def downgrade() -> None:
    op.execute("DROP PROCEDURE public.create_stock_data_partition(date)")
    op.drop_table("stock_data")
