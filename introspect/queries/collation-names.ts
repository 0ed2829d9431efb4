/** pg_collation: the collations that columns and indexes name by oid. */
export type CollationNameRow = { oid: string; nspname: string; collname: string };

export const COLLATION_NAMES_SQL = `
SELECT co.oid, n.nspname, co.collname
FROM pg_collation co
JOIN pg_namespace n ON n.oid = co.collnamespace`;
