/** pg_rewrite but for the `_RETURN` rule that is a view's own query. */
import { ifPrintable, joinComment, type Scope, SHOWN_RELATIONS, USER_SCHEMA } from "./scope.ts";

export type RewriteRuleRow = {
  oid: string;
  ev_class: string;
  rulename: string;
  ev_type: string;
  is_instead: string;
  ev_enabled: string;
  /** `pg_get_ruledef`. */
  ruledef: string | null;
  description: string | null;
};

export function rewriteRulesSql(scope: Scope): string {
  return `
SELECT rw.oid, rw.ev_class, rw.rulename, rw.ev_type, rw.is_instead, rw.ev_enabled,
  ${ifPrintable(scope, "relation", "rw.ev_class", "pg_get_ruledef(rw.oid)")} AS ruledef, d.description
FROM pg_rewrite rw
JOIN pg_class c ON c.oid = rw.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
${joinComment("pg_rewrite", "rw.oid")}
WHERE rw.rulename <> '_RETURN' AND ${SHOWN_RELATIONS} AND ${USER_SCHEMA}`;
}
