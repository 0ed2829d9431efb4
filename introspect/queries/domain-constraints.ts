/** CHECK constraints of domains, and from 17 on what stands behind NOT NULL. */
import { joinComment, USER_SCHEMA } from "./scope.ts";

export type DomainConstraintRow = {
  contypid: string;
  conname: string;
  /** `c` or `n`. */
  contype: string;
  convalidated: string;
  conbin: string | null;
  constraintdef: string;
  description: string | null;
};

export const DOMAIN_CONSTRAINTS_SQL = `
SELECT con.contypid, con.conname, con.contype, con.convalidated, pg_get_expr(con.conbin, 0) AS conbin,
  pg_get_constraintdef(con.oid) AS constraintdef, d.description
FROM pg_constraint con
JOIN pg_type t ON t.oid = con.contypid
JOIN pg_namespace n ON n.oid = t.typnamespace
${joinComment("pg_constraint", "con.oid")}
WHERE con.contype IN ('c', 'n') AND ${USER_SCHEMA}`;
