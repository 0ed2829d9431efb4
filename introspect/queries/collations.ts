/** pg_collation: the user's own. */
import { columnSince } from "../connect/server-version.ts";
import { joinComment, joinExtension, type Scope, USER_SCHEMA } from "./scope.ts";

export type CollationRow = {
  oid: string;
  nspname: string;
  collname: string;
  collowner: string;
  collprovider: string;
  collisdeterministic: string;
  collcollate: string | null;
  collctype: string | null;
  colllocale: string | null;
  collicurules: string | null;
  description: string | null;
  extname: string | null;
};

export function collationsSql(scope: Scope): string {
  return `
SELECT co.oid, n.nspname, co.collname, co.collowner, co.collprovider, co.collisdeterministic, co.collcollate, co.collctype,
  ${columnSince(scope.major, "co", "colllocale")} AS colllocale,
  ${columnSince(scope.major, "co", "collicurules")} AS collicurules, d.description, x.extname
FROM pg_collation co
JOIN pg_namespace n ON n.oid = co.collnamespace
${joinComment("pg_collation", "co.oid")}
${joinExtension("pg_collation", "co.oid")}
WHERE ${USER_SCHEMA}`;
}
