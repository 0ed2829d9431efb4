/** pg_range. */
import { joinComment, USER_SCHEMA } from "./scope.ts";

export type RangeRow = {
  rngtypid: string;
  subtype: string;
  multinamespace: string;
  multiname: string;
  multidescription: string | null;
  rngcollation: string;
  /** The subtype's own collation. */
  typcollation: string;
  opcnamespace: string;
  opcname: string;
  opcdefault: string;
  canonicalnamespace: string | null;
  canonicalname: string | null;
  diffnamespace: string | null;
  diffname: string | null;
};

export const RANGES_SQL = `
SELECT rng.rngtypid, format_type(rng.rngsubtype, NULL) AS subtype, mn.nspname AS multinamespace,
  mt.typname AS multiname, d.description AS multidescription, rng.rngcollation, st.typcollation, opn.nspname AS opcnamespace, opc.opcname, opc.opcdefault,
  cn.nspname AS canonicalnamespace, cp.proname AS canonicalname, dn.nspname AS diffnamespace, dp.proname AS diffname
FROM pg_range rng
JOIN pg_type t ON t.oid = rng.rngtypid
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_type st ON st.oid = rng.rngsubtype
JOIN pg_type mt ON mt.oid = rng.rngmultitypid
JOIN pg_namespace mn ON mn.oid = mt.typnamespace
JOIN pg_opclass opc ON opc.oid = rng.rngsubopc
JOIN pg_namespace opn ON opn.oid = opc.opcnamespace
${joinComment("pg_type", "mt.oid")}
LEFT JOIN pg_proc cp ON cp.oid = rng.rngcanonical
LEFT JOIN pg_namespace cn ON cn.oid = cp.pronamespace
LEFT JOIN pg_proc dp ON dp.oid = rng.rngsubdiff
LEFT JOIN pg_namespace dn ON dn.oid = dp.pronamespace
WHERE ${USER_SCHEMA}`;
