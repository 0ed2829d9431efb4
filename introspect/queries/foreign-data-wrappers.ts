/** pg_foreign_data_wrapper. */
import { explodeAcl, joinComment, joinExtension } from "./scope.ts";

export type ForeignDataWrapperRow = {
  oid: string;
  fdwname: string;
  fdwowner: string;
  handlernamespace: string | null;
  handlername: string | null;
  validatornamespace: string | null;
  validatorname: string | null;
  fdwoptions: string | null;
  fdwacl: string | null;
  description: string | null;
  extname: string | null;
};

export const FOREIGN_DATA_WRAPPERS_SQL = `
SELECT fdw.oid, fdw.fdwname, fdw.fdwowner, hn.nspname AS handlernamespace, hp.proname AS handlername,
  vn.nspname AS validatornamespace, vp.proname AS validatorname, fdw.fdwoptions,
  ${explodeAcl("fdw.fdwacl")} AS fdwacl, d.description, x.extname
FROM pg_foreign_data_wrapper fdw
LEFT JOIN pg_proc hp ON hp.oid = fdw.fdwhandler
LEFT JOIN pg_namespace hn ON hn.oid = hp.pronamespace
LEFT JOIN pg_proc vp ON vp.oid = fdw.fdwvalidator
LEFT JOIN pg_namespace vn ON vn.oid = vp.pronamespace
${joinComment("pg_foreign_data_wrapper", "fdw.oid")}
${joinExtension("pg_foreign_data_wrapper", "fdw.oid")}`;
