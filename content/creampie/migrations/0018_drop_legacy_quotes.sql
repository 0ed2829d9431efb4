-- 2026-02-24  The stopgap of the first week goes.
--
-- Nothing has read `quotes` since the feed went live; what it held is in `stock_data` since last March. There is no way
-- back: the rows were exported to the archive bucket before this step ran.

DROP TABLE public.quotes;
