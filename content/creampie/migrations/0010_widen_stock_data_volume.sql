-- 2025-03-31  A day of a penny stock does not fit into an integer.
--
-- Nothing has overflowed yet, but three instruments passed half of the range. This rewrites every partition under an
-- exclusive lock; the table is six weeks old, so that is a minute on a Sunday now and would be an outage next year.

ALTER TABLE public.stock_data ALTER COLUMN volume TYPE bigint;
