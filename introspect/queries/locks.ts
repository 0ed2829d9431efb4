/** Relations that another session has locked exclusively, or waits to, and what cannot be printed because of it. */
import { USER_SCHEMA } from "./scope.ts";

export type LockRow = {
  /** `relation` for the locked one and for views over it; `routine` for those whose parsed body reads it. */
  kind: string;
  oid: string;
  nspname: string;
  relname: string;
  /** True for the locked relation itself. */
  locked: string;
};

/**
 * A request that waits counts as well: ours would queue behind it. Printing a view or a rule locks every relation of
 * its query, printing a routine with a parsed body those of its body.
 */
export const LOCKS_SQL = `
WITH locked AS (
  SELECT DISTINCT coalesce(ix.indrelid, lk.relation) AS oid
  FROM pg_locks lk
  LEFT JOIN pg_index ix ON ix.indexrelid = lk.relation
  WHERE lk.locktype = 'relation' AND lk.mode = 'AccessExclusiveLock' AND lk.pid <> pg_backend_pid()
    AND lk.database = (SELECT oid FROM pg_database WHERE datname = current_database())
)
SELECT 'relation' AS kind, c.oid, n.nspname, c.relname, true AS locked
FROM locked
JOIN pg_class c ON c.oid = locked.oid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${USER_SCHEMA}
UNION
SELECT 'relation', c.oid, n.nspname, c.relname, false
FROM locked
JOIN pg_depend dep ON dep.refclassid = 'pg_class'::regclass AND dep.refobjid = locked.oid
  AND dep.classid = 'pg_rewrite'::regclass
JOIN pg_rewrite rw ON rw.oid = dep.objid AND rw.ev_class <> locked.oid
JOIN pg_class c ON c.oid = rw.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${USER_SCHEMA}
UNION
SELECT 'routine', p.oid, n.nspname, p.proname, false
FROM locked
JOIN pg_depend dep ON dep.refclassid = 'pg_class'::regclass AND dep.refobjid = locked.oid
  AND dep.classid = 'pg_proc'::regclass
JOIN pg_proc p ON p.oid = dep.objid
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE ${USER_SCHEMA}`;
