/** User-defined types: pg_type without arrays, multiranges and the row types of relations. */
import { explodeAcl, ifThere, joinComment, joinExtension, type Scope, USER_SCHEMA } from "./scope.ts";

export type TypeRow = {
  oid: string;
  nspname: string;
  typname: string;
  typtype: string;
  typowner: string;
  /** A domain's base, as format_type prints it. */
  basetype: string | null;
  typnotnull: string;
  typdefault: string | null;
  typcollation: string;
  /** The base type's collation. */
  basecollation: string | null;
  /** An enum's labels in the order of enumsortorder. */
  enumlabels: string | null;
  typacl: string | null;
  description: string | null;
  extname: string | null;
};

export function typesSql(scope: Scope): string {
  return `
SELECT t.oid, n.nspname, t.typname, t.typtype, t.typowner,
  CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS basetype,
  t.typnotnull,
  CASE WHEN t.typtype = 'd' THEN coalesce(${ifThere(scope, "type", "t.oid", "pg_get_expr(t.typdefaultbin, 0)")}, t.typdefault) END AS typdefault,
  t.typcollation, base.typcollation AS basecollation, en.enumlabels,
  ${explodeAcl("t.typacl")} AS typacl, d.description, x.extname
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_type base ON base.oid = t.typbasetype
LEFT JOIN (
  SELECT enumtypid, array_agg(enumlabel ORDER BY enumsortorder) AS enumlabels FROM pg_enum GROUP BY enumtypid
) en ON en.enumtypid = t.oid
LEFT JOIN pg_class rowof ON rowof.oid = t.typrelid
${joinComment("pg_type", "t.oid")}
${joinExtension("pg_type", "t.oid")}
WHERE t.typtype IN ('e', 'd', 'c', 'r', 'b', 'p')
  AND (t.typtype <> 'c' OR rowof.relkind = 'c')
  AND NOT (t.typtype = 'b' AND t.typelem <> 0 AND EXISTS (SELECT FROM pg_type el WHERE el.typarray = t.oid))
  AND ${USER_SCHEMA}`;
}
