/** pg_operator: the user's own, without those that another one names and that were never defined. */
import { joinComment, joinExtension, USER_SCHEMA } from "./scope.ts";

export type OperatorRow = {
  oid: string;
  nspname: string;
  oprname: string;
  oprowner: string;
  left: string | null;
  right: string | null;
  result: string;
  oprcode: string;
  /** `schema.operator`. */
  oprcom: string | null;
  /** `schema.operator`. */
  oprnegate: string | null;
  /** `-` where there is none. */
  oprrest: string;
  /** `-` where there is none. */
  oprjoin: string;
  oprcanhash: string;
  oprcanmerge: string;
  description: string | null;
  extname: string | null;
};

export const OPERATORS_SQL = `
SELECT op.oid, n.nspname, op.oprname, op.oprowner,
  CASE WHEN op.oprleft <> 0 THEN format_type(op.oprleft, NULL) END AS left,
  CASE WHEN op.oprright <> 0 THEN format_type(op.oprright, NULL) END AS right,
  format_type(op.oprresult, NULL) AS result, op.oprcode,
  quote_ident(con.nspname) || '.' || co.oprname AS oprcom, quote_ident(ngn.nspname) || '.' || ng.oprname AS oprnegate,
  op.oprrest, op.oprjoin, op.oprcanhash, op.oprcanmerge, d.description, x.extname
FROM pg_operator op
JOIN pg_namespace n ON n.oid = op.oprnamespace
LEFT JOIN pg_operator co ON co.oid = op.oprcom
LEFT JOIN pg_namespace con ON con.oid = co.oprnamespace
LEFT JOIN pg_operator ng ON ng.oid = op.oprnegate
LEFT JOIN pg_namespace ngn ON ngn.oid = ng.oprnamespace
${joinComment("pg_operator", "op.oid")}
${joinExtension("pg_operator", "op.oid")}
WHERE op.oprcode <> 0 AND ${USER_SCHEMA}`;
