/** pg_foreign_server. */
import { explodeAcl, joinComment, joinExtension } from "./scope.ts";

export type ForeignServerRow = {
  oid: string;
  srvname: string;
  srvowner: string;
  fdwname: string;
  srvtype: string | null;
  srvversion: string | null;
  srvoptions: string | null;
  srvacl: string | null;
  description: string | null;
  extname: string | null;
};

export const FOREIGN_SERVERS_SQL = `
SELECT srv.oid, srv.srvname, srv.srvowner, fdw.fdwname, srv.srvtype, srv.srvversion, srv.srvoptions,
  ${explodeAcl("srv.srvacl")} AS srvacl, d.description, x.extname
FROM pg_foreign_server srv
JOIN pg_foreign_data_wrapper fdw ON fdw.oid = srv.srvfdw
${joinComment("pg_foreign_server", "srv.oid")}
${joinExtension("pg_foreign_server", "srv.oid")}`;
