/**
 * pg_cast: those that are not PostgreSQL's own, whose oids are below the first that is given out, nor made
 * for a range type.
 */
import { FIRST_NORMAL_OID, joinComment, joinExtension } from "./scope.ts";

export type CastRow = {
  source: string;
  target: string;
  castcontext: string;
  castmethod: string;
  /** The function with its argument types. */
  function: string | null;
  description: string | null;
  extname: string | null;
};

export const CASTS_SQL = `
SELECT format_type(ca.castsource, NULL) AS source, format_type(ca.casttarget, NULL) AS target, ca.castcontext,
  ca.castmethod, CASE WHEN ca.castfunc <> 0 THEN ca.castfunc::regprocedure END AS function, d.description, x.extname
FROM pg_cast ca
${joinComment("pg_cast", "ca.oid")}
${joinExtension("pg_cast", "ca.oid")}
WHERE ca.oid >= ${FIRST_NORMAL_OID}
  AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_cast'::regclass AND i.objid = ca.oid AND i.deptype = 'i')`;
