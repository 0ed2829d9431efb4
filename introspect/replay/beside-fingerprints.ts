/** What fingerprints leave out and a way back may still forget: one query for all that stands. */
import type { Row } from "../session.ts";
import { FIRST_USER_OID } from "./fingerprint.ts";

export type BesideRow = Row & {
  /** `access`, `comment` and `detail` are of an object that fingerprints know; others are objects of their own. */
  kind: string;
  /** The system catalog that the oid is from. */
  catalog: string;
  oid: string;
  sub: string;
  /** The relation that an object of its own is part of; `null` for none. */
  schema: string | null;
  relation: string | null;
  /** Of an object of its own, the name as SQL writes it; else empty. */
  name: string;
  value: string;
};

/** A catalog's owners and privileges; what was granted and revoked again leaves the defaults written out. */
const access = (catalog: string, prefix: string, kind: string, condition: string): string =>
  `SELECT 'access', '${catalog}', oid::bigint, 0, NULL, NULL, '', concat_ws(' ', pg_get_userbyid(${prefix}owner), ARRAY(
      SELECT grants::text FROM unnest(coalesce(${prefix}acl, acldefault(${kind}, ${prefix}owner))) grants ORDER BY 1))
    FROM ${catalog} WHERE oid >= ${FIRST_USER_OID} AND ${condition}`;

/** Kinds of objects of which only their being there is looked at. */
const KINDS = (
  "am cast collation conversion event_trigger foreign_data_wrapper foreign_server language opclass operator opfamily " +
  "publication transform ts_config ts_dict ts_parser ts_template user_mapping"
).split(" ");

const object = (kind: string): string =>
  `SELECT i.type, 'pg_${kind}', o.oid::bigint, 0, NULL, NULL, i.identity, ''
    FROM pg_${kind} o, pg_identify_object('pg_${kind}'::regclass, o.oid, 0) i
    WHERE o.oid >= ${FIRST_USER_OID} AND NOT EXISTS (SELECT FROM pg_depend e
      WHERE e.classid = 'pg_${kind}'::regclass AND e.objid = o.oid AND e.deptype = 'e')`;

const partOf = (kind: string, catalog: string, name: string, relation: string, condition: string): string =>
  `SELECT '${kind}', '${catalog}', o.oid::bigint, 0, n.nspname, c.relname, o.${name}, ''
    FROM ${catalog} o JOIN pg_class c ON c.oid = o.${relation} JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE o.oid >= ${FIRST_USER_OID} AND ${condition}`;

const detail = (catalog: string, oid: string, sub: string, value: string, rows: string): string =>
  `SELECT 'detail', '${catalog}', ${oid}::bigint, ${sub}, NULL, NULL, '', ${value} FROM ${rows}`;

const PARTS = [
  access(
    "pg_class",
    "rel",
    `CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char"`,
    "relkind IN ('r','p','v','m','f','S')",
  ),
  access("pg_proc", "pro", "'f'", "true"),
  access("pg_type", "typ", "'T'", "typtype IN ('e','d','r')"),
  access("pg_namespace", "nsp", "'n'", "true"),
  `SELECT 'access', 'pg_attribute', attrelid, attnum, NULL, NULL, '',
    ARRAY(SELECT grants::text FROM unnest(attacl) grants ORDER BY 1)::text
    FROM pg_attribute WHERE attrelid >= ${FIRST_USER_OID} AND attacl <> '{}'`,
  `SELECT 'comment', CASE WHEN objsubid > 0 THEN 'pg_attribute' ELSE classoid::regclass::text END,
    objoid, objsubid, NULL, NULL, '', description FROM pg_description WHERE objoid >= ${FIRST_USER_OID}`,
  detail(
    "pg_class",
    "c.oid",
    "0",
    `concat_ws(' ', CASE WHEN c.relreplident NOT IN ('d', 'n') THEN 'replica identity ' || c.relreplident::text END,
      CASE WHEN NOT c.relispopulated THEN 'not populated' END)`,
    `pg_class c WHERE c.oid >= ${FIRST_USER_OID} AND c.relkind IN ('r','p','m')`,
  ),
  detail(
    "pg_class",
    "i.indexrelid",
    "0",
    "concat_ws(' ', CASE WHEN i.indisclustered THEN 'clustered' END, CASE WHEN i.indisreplident THEN 'replica identity' END)",
    `pg_index i WHERE i.indexrelid >= ${FIRST_USER_OID}`,
  ),
  detail(
    "pg_class",
    "d.objid",
    "0",
    "'owned by ' || d.refobjid::regclass || '.' || quote_ident(a.attname)",
    `pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
      JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a'`,
  ),
  detail(
    "pg_attribute",
    "a.attrelid",
    "a.attnum",
    `concat_ws(' ', 'statistics ' || NULLIF(a.attstattarget, -1), CASE WHEN a.attstorage <> t.typstorage THEN 'storage ' || a.attstorage::text END,
      'compression ' || NULLIF(a.attcompression::text, ''), array_to_string(a.attoptions, ' '))`,
    `pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r','p','m','f')
      WHERE a.attrelid >= ${FIRST_USER_OID} AND a.attnum > 0 AND NOT a.attisdropped`,
  ),
  `SELECT 'extension', 'pg_extension', oid::bigint, 0, NULL, NULL, quote_ident(extname), extversion FROM pg_extension`,
  `SELECT 'default privileges', 'pg_default_acl', d.oid::bigint, 0, NULL, NULL, i.identity,
    ARRAY(SELECT grants::text FROM unnest(d.defaclacl) grants ORDER BY 1)::text
    FROM pg_default_acl d, pg_identify_object('pg_default_acl'::regclass, d.oid, 0) i`,
  partOf("rule", "pg_rewrite", "rulename", "ev_class", "o.rulename <> '_RETURN'"),
  partOf("statistics object", "pg_statistic_ext", "stxname", "stxrelid", "true"),
  ...KINDS.map(object),
];

/** The rows; the search_path has to be empty, so that names have their schema. */
export const BESIDE_SQL = `
  SELECT kind, catalog, oid, sub, schema, relation, name, value
  FROM (${PARTS.join("\n    UNION ALL ")}) AS beside (kind, catalog, oid, sub, schema, relation, name, value)`;
