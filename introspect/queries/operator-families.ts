/** pg_opfamily: the user's own. */
import { joinComment, joinExtension, USER_SCHEMA } from "./scope.ts";

export type OperatorFamilyRow = {
  oid: string;
  nspname: string;
  opfname: string;
  opfowner: string;
  amname: string;
  description: string | null;
  extname: string | null;
};

export const OPERATOR_FAMILIES_SQL = `
SELECT opf.oid, n.nspname, opf.opfname, opf.opfowner, am.amname, d.description, x.extname
FROM pg_opfamily opf
JOIN pg_am am ON am.oid = opf.opfmethod
JOIN pg_namespace n ON n.oid = opf.opfnamespace
${joinComment("pg_opfamily", "opf.oid")}
${joinExtension("pg_opfamily", "opf.oid")}
WHERE ${USER_SCHEMA}`;
