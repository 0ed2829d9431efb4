/** pg_type of every type that a shown column has, with the types below it (domain bases, array elements). */
import { SHOWN_RELATIONS, USER_SCHEMA } from "./scope.ts";

export type ColumnTypeRow = {
  oid: string;
  nspname: string;
  typname: string;
  typtype: string;
  typbasetype: string;
  typtypmod: string;
  typcollation: string;
  /** The element type of a true array, else `0`. */
  typelem: string;
};

export const COLUMN_TYPES_SQL = `
WITH RECURSIVE used (oid) AS (
  SELECT DISTINCT a.atttypid
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE ${SHOWN_RELATIONS} AND ${USER_SCHEMA}
  UNION
  SELECT below.oid
  FROM used
  JOIN pg_type t ON t.oid = used.oid
  CROSS JOIN LATERAL (VALUES (t.typbasetype), (CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE 0 END)) below (oid)
  WHERE below.oid <> 0
)
SELECT t.oid, n.nspname, t.typname, t.typtype, t.typbasetype, t.typtypmod, t.typcollation,
  CASE WHEN t.typcategory = 'A' AND t.typtype = 'b' THEN t.typelem ELSE 0 END AS typelem
FROM used
JOIN pg_type t ON t.oid = used.oid
JOIN pg_namespace n ON n.oid = t.typnamespace`;
