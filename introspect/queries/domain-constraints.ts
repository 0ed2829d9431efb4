/** CHECK constraints of domains, and from 17 on what stands behind NOT NULL. */
import { ifThere, joinComment, type Scope, USER_SCHEMA } from "./scope.ts";

export type DomainConstraintRow = {
  oid: string;
  contypid: string;
  conname: string;
  /** `c` or `n`. */
  contype: string;
  convalidated: string;
  conbin: string | null;
  constraintdef: string;
  description: string | null;
};

export function domainConstraintsSql(scope: Scope): string {
  const print = (expression: string) => ifThere(scope, "type", "con.contypid", expression);
  return `
SELECT con.oid, con.contypid, con.conname, con.contype, con.convalidated, ${print("pg_get_expr(con.conbin, 0)")} AS conbin,
  ${print("pg_get_constraintdef(con.oid)")} AS constraintdef, d.description
FROM pg_constraint con
JOIN pg_type t ON t.oid = con.contypid
JOIN pg_namespace n ON n.oid = t.typnamespace
${joinComment("pg_constraint", "con.oid")}
WHERE con.contype IN ('c', 'n') AND ${USER_SCHEMA}`;
}
