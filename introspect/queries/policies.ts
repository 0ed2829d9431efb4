/** pg_policy. */
import { ifPrintable, joinComment, type Scope, USER_SCHEMA } from "./scope.ts";

export type PolicyRow = {
  oid: string;
  polrelid: string;
  polname: string;
  polcmd: string;
  polpermissive: string;
  /** oids; 0 is PUBLIC. */
  polroles: string;
  has_using: string;
  polqual: string | null;
  has_check: string;
  polwithcheck: string | null;
  description: string | null;
};

export function policiesSql(scope: Scope): string {
  return `
SELECT pol.oid, pol.polrelid, pol.polname, pol.polcmd, pol.polpermissive, pol.polroles,
  pol.polqual IS NOT NULL AS has_using,
  ${ifPrintable(scope, "relation", "pol.polrelid", "pg_get_expr(pol.polqual, pol.polrelid)")} AS polqual,
  pol.polwithcheck IS NOT NULL AS has_check,
  ${ifPrintable(scope, "relation", "pol.polrelid", "pg_get_expr(pol.polwithcheck, pol.polrelid)")} AS polwithcheck,
  d.description
FROM pg_policy pol
JOIN pg_class c ON c.oid = pol.polrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
${joinComment("pg_policy", "pol.oid")}
WHERE ${USER_SCHEMA}`;
}
