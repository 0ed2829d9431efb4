-- 2025-02-17  Prices as they tick in, a partition a month.
--
-- Three hundred million rows a year, queried by instrument and week, dropped by the month after two years: see the
-- note "Stock data is partitioned by month". What falls outside every month lands in the default partition, which an
-- alert expects to be empty.

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
) PARTITION BY RANGE (traded_at);

CREATE INDEX idx_stock_data_instrument_id ON public.stock_data (instrument_id);
CREATE INDEX idx_stock_data_instrument_id_traded_at ON public.stock_data (instrument_id, traded_at DESC);
CREATE INDEX idx_stock_data_traded_at ON public.stock_data USING brin (traded_at);

CREATE TABLE public.stock_data_default PARTITION OF public.stock_data DEFAULT;

CREATE PROCEDURE public.create_stock_data_partition(month date)
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
$$;

CALL public.create_stock_data_partition('2025-01-01');
CALL public.create_stock_data_partition('2025-02-01');
CALL public.create_stock_data_partition('2025-03-01');
CALL public.create_stock_data_partition('2025-04-01');
CALL public.create_stock_data_partition('2025-05-01');
CALL public.create_stock_data_partition('2025-06-01');

-- An instrument's busiest hours are its own; without this the planner takes the two columns for independent.
CREATE STATISTICS public.stock_data_instrument_source (ndistinct, dependencies)
  ON instrument_id, source FROM public.stock_data;

COMMENT ON PROCEDURE public.create_stock_data_partition(date) IS 'Makes the partition of the month that holds the date. Run by the scheduler a month ahead.';
COMMENT ON TABLE public.stock_data IS
'One price of one instrument at one moment, as the market feed sends it. Partitioned by month on `traded_at`, in UTC.
Corrections come as new rows with `is_official` set; daily figures are in `analytics.daily_prices`.';
COMMENT ON COLUMN public.stock_data.id IS 'Needed to point at one tick; unique together with `traded_at`.';
COMMENT ON COLUMN public.stock_data.instrument_id IS 'Refers to `instruments.id`.';
COMMENT ON COLUMN public.stock_data.traded_at IS 'By the exchange''s clock. Decides the partition.';
COMMENT ON COLUMN public.stock_data.price IS 'In the currency of the instrument.';
COMMENT ON COLUMN public.stock_data.volume IS 'Units traded at this price.';
COMMENT ON COLUMN public.stock_data.source IS 'Which feed it came from: `feed`, `backfill`, `manual`.';
COMMENT ON COLUMN public.stock_data.is_official IS 'A closing price or a correction that the exchange published.';
COMMENT ON TABLE public.stock_data_default IS 'Ticks outside every month. Anything in here is an alert.';
COMMENT ON INDEX public.idx_stock_data_traded_at IS 'Ticks arrive nearly in order, so a block range index finds an hour with a few kilobytes.';
COMMENT ON STATISTICS public.stock_data_instrument_source IS 'Each instrument comes from one or two feeds.';
