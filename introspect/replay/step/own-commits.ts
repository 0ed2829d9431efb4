/** Whether a statement that failed had committed something before it did, as a DO block or a procedure can. */
import type { Engine } from "../engine/engine.ts";

/** To be run before the statement: keeps the number that the next transaction will have. */
export const NOTE_TRANSACTION =
  "SELECT pg_catalog.set_config('cartulary.next', pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text, false)";

/** Whether one that has begun since was committed. */
const COMMITTED_SINCE = `
  SELECT pg_catalog.bool_or(pg_catalog.pg_xact_status(number::pg_catalog.text::pg_catalog.xid8) = 'committed') AS committed
  FROM pg_catalog.generate_series(
    pg_catalog.current_setting('cartulary.next')::pg_catalog.int8,
    pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text::pg_catalog.int8 - 1) AS number`;

export async function hasCommitted(engine: Engine): Promise<boolean> {
  const [row] = await engine.query(COMMITTED_SINCE);
  return row?.committed === "t";
}
