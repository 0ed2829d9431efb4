/** pg_namespace. */
import { explodeAcl, joinComment, joinExtension, USER_SCHEMA } from "./scope.ts";

export type SchemaRow = {
  oid: string;
  nspname: string;
  nspowner: string;
  nspacl: string | null;
  description: string | null;
  extname: string | null;
};

export const SCHEMAS_SQL = `
SELECT n.oid, n.nspname, n.nspowner, ${explodeAcl("n.nspacl")} AS nspacl, d.description, x.extname
FROM pg_namespace n
${joinComment("pg_namespace", "n.oid")}
${joinExtension("pg_namespace", "n.oid")}
WHERE ${USER_SCHEMA}`;
