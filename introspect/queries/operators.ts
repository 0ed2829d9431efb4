/** pg_operator, pg_opclass and pg_opfamily: the user's own. */
import { joinComment, joinExtension, USER_SCHEMA } from "./scope.ts";

export type OperatorRow = {
  nspname: string;
  oprname: string;
  oprowner: string;
  left: string | null;
  right: string | null;
  result: string;
  oprcode: string;
  description: string | null;
  extname: string | null;
};

export const OPERATORS_SQL = `
SELECT n.nspname, op.oprname, op.oprowner,
  CASE WHEN op.oprleft <> 0 THEN format_type(op.oprleft, NULL) END AS left,
  CASE WHEN op.oprright <> 0 THEN format_type(op.oprright, NULL) END AS right,
  format_type(op.oprresult, NULL) AS result, op.oprcode, d.description, x.extname
FROM pg_operator op
JOIN pg_namespace n ON n.oid = op.oprnamespace
${joinComment("pg_operator", "op.oid")}
${joinExtension("pg_operator", "op.oid")}
WHERE ${USER_SCHEMA}`;

export type OperatorClassOrFamilyRow = {
  catalog: string;
  nspname: string;
  name: string;
  owner: string;
  amname: string;
  description: string | null;
  extname: string | null;
};

function part(catalog: string, prefix: string): string {
  return `
SELECT '${catalog}' AS catalog, n.nspname, o.${prefix}name AS name, o.${prefix}owner AS owner, am.amname,
  d.description, x.extname
FROM ${catalog} o
JOIN pg_am am ON am.oid = o.${prefix}method
JOIN pg_namespace n ON n.oid = o.${prefix}namespace
${joinComment(catalog, "o.oid")}
${joinExtension(catalog, "o.oid")}
WHERE ${USER_SCHEMA}`;
}

export const OPERATOR_CLASSES_AND_FAMILIES_SQL = [part("pg_opclass", "opc"), part("pg_opfamily", "opf")].join(
  "\nUNION ALL",
);
