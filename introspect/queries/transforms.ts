/** pg_transform. */
import { joinComment, joinExtension } from "./scope.ts";

export type TransformRow = {
  type: string;
  lanname: string;
  /** The function with its argument types. */
  trffromsql: string | null;
  /** The function with its argument types. */
  trftosql: string | null;
  description: string | null;
  extname: string | null;
};

export const TRANSFORMS_SQL = `
SELECT format_type(trf.trftype, NULL) AS type, l.lanname,
  CASE WHEN trf.trffromsql <> 0 THEN trf.trffromsql::regprocedure END AS trffromsql,
  CASE WHEN trf.trftosql <> 0 THEN trf.trftosql::regprocedure END AS trftosql, d.description, x.extname
FROM pg_transform trf
JOIN pg_language l ON l.oid = trf.trflang
${joinComment("pg_transform", "trf.oid")}
${joinExtension("pg_transform", "trf.oid")}`;
