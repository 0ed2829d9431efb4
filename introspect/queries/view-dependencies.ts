/** What the queries of views read, to the column: pg_depend through pg_rewrite. */
import { SHOWN_RELATIONS, USER_SCHEMA } from "./scope.ts";

export type ViewDependencyRow = {
  /** The view. */
  ev_class: string;
  nspname: string;
  relname: string;
  /** The columns read; without an element where only the whole relation is known. */
  attnames: string;
};

export const VIEW_DEPENDENCIES_SQL = `
SELECT rw.ev_class, rn.nspname, ref.relname,
  array_agg(DISTINCT a.attname) FILTER (WHERE a.attname IS NOT NULL) AS attnames
FROM pg_rewrite rw
JOIN pg_class c ON c.oid = rw.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_depend dep ON dep.classid = 'pg_rewrite'::regclass AND dep.objid = rw.oid
  AND dep.refclassid = 'pg_class'::regclass AND dep.refobjid <> rw.ev_class
JOIN pg_class ref ON ref.oid = dep.refobjid AND ref.relkind IN ('r', 'p', 'v', 'm', 'f')
JOIN pg_namespace rn ON rn.oid = ref.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = dep.refobjid AND a.attnum = dep.refobjsubid AND a.attnum <> 0
WHERE rw.rulename = '_RETURN' AND ${SHOWN_RELATIONS} AND ${USER_SCHEMA}
GROUP BY rw.ev_class, rn.nspname, ref.relname`;
