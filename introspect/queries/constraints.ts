/** pg_constraint of the relations that are shown, without the clones that partitions have of their parent's. */
import { columnSince } from "../connect/server-version.ts";
import { ifPrintable, ifThere, joinComment, type Scope, SHOWN_RELATIONS, USER_SCHEMA } from "./scope.ts";

export type ConstraintRow = {
  oid: string;
  conrelid: string;
  conname: string;
  contype: string;
  condeferrable: string;
  condeferred: string;
  convalidated: string;
  conenforced: string;
  conislocal: string;
  coninhcount: string;
  connoinherit: string;
  conperiod: string;
  conkey: string | null;
  confrelid: string;
  confkey: string | null;
  confmatchtype: string;
  confupdtype: string;
  confdeltype: string;
  confdelsetcols: string | null;
  /** `schema.operator` of each key entry of an exclusion constraint. */
  conexclop: string | null;
  /** `pg_get_expr` of a check. */
  conbin: string | null;
  /** The name of the index that enforces it. */
  conindid: string | null;
  constraintdef: string | null;
  description: string | null;
};

/**
 * A partition's inherited check (or, on 18, not null) constraint is a clone too: it has no conparentid, but is never
 * local. The definition of a check or an exclusion is printed under a lock on
 * its relation, that of the other kinds is not.
 */
export function constraintsSql(scope: Scope): string {
  return `
SELECT con.oid, con.conrelid, con.conname, con.contype, con.condeferrable, con.condeferred, con.convalidated,
  ${columnSince(scope.major, "con", "conenforced")} AS conenforced, con.conislocal, con.coninhcount, con.connoinherit,
  ${columnSince(scope.major, "con", "conperiod")} AS conperiod, con.conkey, con.confrelid, con.confkey,
  con.confmatchtype, con.confupdtype, con.confdeltype,
  ${columnSince(scope.major, "con", "confdelsetcols")} AS confdelsetcols,
  CASE WHEN con.contype = 'x' THEN ARRAY(
    SELECT quote_ident(opn.nspname) || '.' || op.oprname
    FROM unnest(con.conexclop) WITH ORDINALITY entry (oid, position)
    JOIN pg_operator op ON op.oid = entry.oid
    JOIN pg_namespace opn ON opn.oid = op.oprnamespace
    ORDER BY entry.position) END AS conexclop,
  CASE WHEN con.contype = 'c' THEN ${ifPrintable(scope, "relation", "con.conrelid", "pg_get_expr(con.conbin, con.conrelid)")} END AS conbin,
  ix.relname AS conindid,
  CASE WHEN con.contype IN ('c', 'x') THEN ${ifPrintable(scope, "relation", "con.conrelid", "pg_get_constraintdef(con.oid)")}
    ELSE ${ifThere(scope, "relation", "con.conrelid", "pg_get_constraintdef(con.oid)")} END AS constraintdef,
  d.description
FROM pg_constraint con
JOIN pg_class c ON c.oid = con.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class ix ON ix.oid = con.conindid
${joinComment("pg_constraint", "con.oid")}
WHERE con.contype <> 't' AND con.conparentid = 0
  AND NOT (c.relispartition AND con.coninhcount > 0 AND NOT con.conislocal)
  AND ${SHOWN_RELATIONS} AND ${USER_SCHEMA}`;
}
