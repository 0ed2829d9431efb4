/** pg_class with what stands beside it: partitioning, inheritance, view text, foreign server. */
import {
  explodeAcl,
  ifPrintable,
  ifThere,
  joinComment,
  joinExtension,
  type Scope,
  SHOWN_RELATIONS,
  USER_SCHEMA,
} from "./scope.ts";

export type RelationRow = {
  oid: string;
  nspname: string;
  relname: string;
  relkind: string;
  relowner: string;
  relpersistence: string;
  relispartition: string;
  relpartbound: string | null;
  /** oids of the parents in the order of inhseqno. */
  inhparents: string | null;
  partstrat: string | null;
  partattrs: string | null;
  partkeydef: string | null;
  typnamespace: string | null;
  typname: string | null;
  amname: string | null;
  relrowsecurity: string;
  relforcerowsecurity: string;
  reloptions: string | null;
  toastoptions: string | null;
  spcname: string | null;
  relreplident: string;
  relispopulated: string;
  reltuples: string;
  viewdef: string | null;
  srvname: string | null;
  ftoptions: string | null;
  relacl: string | null;
  description: string | null;
  extname: string | null;
};

export function relationsSql(scope: Scope): string {
  return `
SELECT c.oid, n.nspname, c.relname, c.relkind, c.relowner, c.relpersistence, c.relispartition,
  ${ifThere(scope, "relation", "c.oid", "pg_get_expr(c.relpartbound, 0)")} AS relpartbound,
  i.inhparents,
  pt.partstrat, pt.partattrs,
  CASE WHEN c.relkind = 'p' THEN ${ifPrintable(scope, "relation", "c.oid", "pg_get_partkeydef(c.oid)")} END AS partkeydef,
  tn.nspname AS typnamespace, ty.typname, am.amname, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
  toast.reloptions AS toastoptions, ts.spcname, c.relreplident, c.relispopulated, c.reltuples,
  CASE WHEN c.relkind IN ('v', 'm') THEN ${ifPrintable(scope, "relation", "c.oid", "pg_get_viewdef(c.oid)")} END AS viewdef,
  srv.srvname, ft.ftoptions,
  ${explodeAcl("c.relacl")} AS relacl, d.description, x.extname
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN (SELECT inhrelid, array_agg(inhparent ORDER BY inhseqno) AS inhparents FROM pg_inherits GROUP BY inhrelid) i
  ON i.inhrelid = c.oid
LEFT JOIN pg_partitioned_table pt ON pt.partrelid = c.oid
LEFT JOIN pg_type ty ON ty.oid = c.reloftype
LEFT JOIN pg_namespace tn ON tn.oid = ty.typnamespace
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
LEFT JOIN pg_foreign_table ft ON ft.ftrelid = c.oid
LEFT JOIN pg_foreign_server srv ON srv.oid = ft.ftserver
${joinComment("pg_class", "c.oid")}
${joinExtension("pg_class", "c.oid")}
WHERE ${SHOWN_RELATIONS} AND ${USER_SCHEMA}`;
}
