/** pg_attribute with pg_attrdef, of the relations that are shown. */
import { explodeAcl, ifPrintable, ifThere, joinComment, type Scope, SHOWN_RELATIONS, USER_SCHEMA } from "./scope.ts";

export type ColumnRow = {
  attrelid: string;
  attnum: string;
  attname: string;
  atttypid: string;
  atttypmod: string;
  /** `format_type`. */
  type: string;
  attnotnull: string;
  attidentity: string;
  attgenerated: string;
  /** The default's or the generated column's expression. */
  adbin: string | null;
  attcollation: string;
  /** Only where it differs from the type's. */
  attstorage: string | null;
  attcompression: string;
  attstattarget: string | null;
  attoptions: string | null;
  attfdwoptions: string | null;
  attislocal: string;
  attacl: string | null;
  description: string | null;
};

/** A default mentions no column, so it is printed without its relation (0), and without that relation's lock. */
export function columnsSql(scope: Scope): string {
  return `
SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, format_type(a.atttypid, a.atttypmod) AS type,
  a.attnotnull, a.attidentity, a.attgenerated,
  CASE WHEN ad.adbin IS NULL THEN NULL
    WHEN a.attgenerated = '' THEN ${ifThere(scope, "relation", "a.attrelid", "pg_get_expr(ad.adbin, 0)")}
    ELSE ${ifPrintable(scope, "relation", "a.attrelid", "pg_get_expr(ad.adbin, a.attrelid)")} END AS adbin,
  a.attcollation,
  CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END AS attstorage,
  a.attcompression, a.attstattarget, a.attoptions, a.attfdwoptions, a.attislocal,
  CASE WHEN a.attacl IS NOT NULL THEN ${explodeAcl("a.attacl")} END AS attacl, d.description
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
${joinComment("pg_class", "a.attrelid", "a.attnum")}
WHERE ${SHOWN_RELATIONS} AND ${USER_SCHEMA}
ORDER BY a.attrelid, a.attnum`;
}
