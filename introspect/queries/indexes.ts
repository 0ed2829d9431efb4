/** pg_index with pg_class, of the relations that are shown, without the clones that partitions have. */
import { columnSince } from "../connect/server-version.ts";
import { ifPrintable, joinComment, type Scope, SHOWN_RELATIONS, USER_SCHEMA } from "./scope.ts";

export type IndexRow = {
  indexrelid: string;
  indrelid: string;
  relname: string;
  amname: string;
  /** The method keeps an order, so that indoption means something. */
  can_order: string;
  indisunique: string;
  indnullsnotdistinct: string;
  indisvalid: string;
  indisready: string;
  indislive: string;
  indisclustered: string;
  indisreplident: string;
  indnkeyatts: string;
  indkey: string;
  indoption: string;
  indclass: string;
  indcollation: string;
  /** The key's expressions in key order: one for each 0 among the keys of indkey. */
  indexprs: string | null;
  indpred: string | null;
  has_predicate: string;
  /** JSON: [attnum, "{name=value}", statistics target] of the key entries with operator class options or a target. */
  attoptions: string | null;
  /** The constraint that it backs. */
  conname: string | null;
  reloptions: string | null;
  spcname: string | null;
  indexdef: string | null;
  description: string | null;
};

const EXPRESSIONS = `ARRAY(
    SELECT pg_get_indexdef(i.indexrelid, entry, false)
    FROM generate_series(1, i.indnkeyatts) entry
    WHERE i.indkey[entry - 1] = 0
    ORDER BY entry)`;

export function indexesSql(scope: Scope): string {
  return `
SELECT i.indexrelid, i.indrelid, ic.relname, am.amname, pg_indexam_has_property(am.oid, 'can_order') AS can_order,
  i.indisunique, ${columnSince(scope.major, "i", "indnullsnotdistinct")} AS indnullsnotdistinct,
  i.indisvalid, i.indisready, i.indislive, i.indisclustered, i.indisreplident,
  i.indnkeyatts, i.indkey, i.indoption, i.indclass, i.indcollation,
  CASE WHEN i.indexprs IS NOT NULL THEN ${ifPrintable(scope, "relation", "i.indrelid", EXPRESSIONS)} END AS indexprs,
  ${ifPrintable(scope, "relation", "i.indrelid", "pg_get_expr(i.indpred, i.indrelid)")} AS indpred,
  i.indpred IS NOT NULL AS has_predicate,
  (SELECT json_agg(json_build_array(a.attnum, a.attoptions::text, a.attstattarget)) FROM pg_attribute a
    WHERE a.attrelid = i.indexrelid AND a.attnum > 0 AND (a.attoptions IS NOT NULL OR a.attstattarget >= 0)) AS attoptions,
  con.conname, ic.reloptions, ts.spcname,
  ${ifPrintable(scope, "relation", "i.indrelid", "pg_get_indexdef(i.indexrelid)")} AS indexdef,
  d.description
FROM pg_index i
JOIN pg_class ic ON ic.oid = i.indexrelid
JOIN pg_am am ON am.oid = ic.relam
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid AND con.conrelid = i.indrelid AND con.contype IN ('p', 'u', 'x')
LEFT JOIN pg_tablespace ts ON ts.oid = ic.reltablespace
${joinComment("pg_class", "i.indexrelid")}
WHERE NOT ic.relispartition AND ${SHOWN_RELATIONS} AND ${USER_SCHEMA}`;
}
