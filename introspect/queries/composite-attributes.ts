/** The attributes of free-standing composite types. */
import { joinComment, USER_SCHEMA } from "./scope.ts";

export type CompositeAttributeRow = {
  /** pg_type.oid of the composite type. */
  reltype: string;
  attname: string;
  type: string;
  attcollation: string;
  typcollation: string;
  description: string | null;
};

export const COMPOSITE_ATTRIBUTES_SQL = `
SELECT c.reltype, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attcollation, t.typcollation, d.description
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
${joinComment("pg_class", "c.oid", "a.attnum")}
WHERE c.relkind = 'c' AND ${USER_SCHEMA}
ORDER BY c.reltype, a.attnum`;
