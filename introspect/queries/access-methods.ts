/** pg_am: those that are not PostgreSQL's own. */
import { FIRST_NORMAL_OID, joinComment, joinExtension } from "./scope.ts";

export type AccessMethodRow = {
  amname: string;
  amtype: string;
  handlernamespace: string;
  handlername: string;
  description: string | null;
  extname: string | null;
};

export const ACCESS_METHODS_SQL = `
SELECT am.amname, am.amtype, n.nspname AS handlernamespace, p.proname AS handlername, d.description, x.extname
FROM pg_am am
JOIN pg_proc p ON p.oid = am.amhandler
JOIN pg_namespace n ON n.oid = p.pronamespace
${joinComment("pg_am", "am.oid")}
${joinExtension("pg_am", "am.oid")}
WHERE am.oid >= ${FIRST_NORMAL_OID}`;
