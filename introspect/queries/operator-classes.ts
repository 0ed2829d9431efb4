/** pg_opclass: the user's own. */
import { joinComment, joinExtension, USER_SCHEMA } from "./scope.ts";

export type OperatorClassRow = {
  oid: string;
  nspname: string;
  opcname: string;
  opcowner: string;
  amname: string;
  opcdefault: string;
  type: string;
  /** The type that is stored, where it is another one. */
  storage: string | null;
  famnamespace: string;
  opfname: string;
  description: string | null;
  extname: string | null;
};

export const OPERATOR_CLASSES_SQL = `
SELECT opc.oid, n.nspname, opc.opcname, opc.opcowner, am.amname, opc.opcdefault,
  format_type(opc.opcintype, NULL) AS type,
  CASE WHEN opc.opckeytype <> 0 THEN format_type(opc.opckeytype, NULL) END AS storage,
  fn.nspname AS famnamespace, opf.opfname, d.description, x.extname
FROM pg_opclass opc
JOIN pg_am am ON am.oid = opc.opcmethod
JOIN pg_namespace n ON n.oid = opc.opcnamespace
JOIN pg_opfamily opf ON opf.oid = opc.opcfamily
JOIN pg_namespace fn ON fn.oid = opf.opfnamespace
${joinComment("pg_opclass", "opc.oid")}
${joinExtension("pg_opclass", "opc.oid")}
WHERE ${USER_SCHEMA}`;
