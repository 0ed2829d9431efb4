/** Relations that another session has locked exclusively, or waits to, and what cannot be printed because of it. */
import { USER_SCHEMA } from "./scope.ts";

export type LockRow = {
  /** `relation` for the locked one and for views over it; `routine` for those whose parsed body reads it. */
  kind: "relation" | "routine";
  oid: string;
  nspname: string;
  relname: string;
  /** True for the locked relation itself. */
  locked: string;
  /** The transactions that hold or want the lock, as pg_locks names them, with a blank between. */
  holders: string;
};

/**
 * A request that waits counts as well: ours would queue behind it. Printing a view or a rule locks every relation of
 * its query, printing a routine with a parsed body those of its body.
 */
export const LOCKS_SQL = `
WITH locked AS (
  SELECT coalesce(ix.indrelid, lk.relation) AS oid, string_agg(lk.virtualtransaction, ' ') AS holders
  FROM pg_locks lk
  LEFT JOIN pg_index ix ON ix.indexrelid = lk.relation
  WHERE lk.locktype = 'relation' AND lk.mode = 'AccessExclusiveLock' AND lk.pid <> pg_backend_pid()
    AND lk.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  GROUP BY 1
)
SELECT 'relation' AS kind, c.oid, n.nspname, c.relname, true AS locked, locked.holders
FROM locked
JOIN pg_class c ON c.oid = locked.oid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${USER_SCHEMA}
UNION
SELECT 'relation', c.oid, n.nspname, c.relname, false, locked.holders
FROM locked
JOIN pg_depend dep ON dep.refclassid = 'pg_class'::regclass AND dep.refobjid = locked.oid
  AND dep.classid = 'pg_rewrite'::regclass
JOIN pg_rewrite rw ON rw.oid = dep.objid AND rw.ev_class <> locked.oid
JOIN pg_class c ON c.oid = rw.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${USER_SCHEMA}
UNION
SELECT 'routine', p.oid, n.nspname, p.proname, false, locked.holders
FROM locked
JOIN pg_depend dep ON dep.refclassid = 'pg_class'::regclass AND dep.refobjid = locked.oid
  AND dep.classid = 'pg_proc'::regclass
JOIN pg_proc p ON p.oid = dep.objid
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE ${USER_SCHEMA}`;

/** Those of the locks that one of the transactions of an earlier look holds still, or still wants. */
export function stillHeld(before: readonly LockRow[], now: readonly LockRow[]): LockRow[] {
  const holders = new Map(before.map((row) => [`${row.kind} ${row.oid}`, row.holders.split(" ")]));
  return now.filter((row) => {
    const known = holders.get(`${row.kind} ${row.oid}`);
    return known !== undefined && row.holders.split(" ").some((holder) => known.includes(holder));
  });
}
