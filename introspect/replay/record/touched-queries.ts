/**
 * Queries that tell which objects have rows in the system catalogs that are new, or have none any longer. Objects of
 * the user have oids from 16384 on, so that index scans leave PostgreSQL's own rows aside.
 */
import { FIRST_NORMAL_OID } from "../../queries/scope.ts";
import type { KeyedList } from "./lists.ts";
import type { PreparedQuery } from "./prepared.ts";

/** What a row of a system catalog is a part of: a list, and the key of its rows there, as SQL. */
type About = readonly [list: string, key: string];

const SHOWN = "IN ('r', 'p', 'v', 'm', 'f')";

/** Of a row `c` of pg_class. A composite type is known by its row in pg_type. */
const OF_CLASS: About = [
  `CASE WHEN c.relkind ${SHOWN} THEN 'relations' WHEN c.relkind IN ('i', 'I') THEN 'indexes'
    WHEN c.relkind = 'S' THEN 'sequences' WHEN c.relkind = 'c' THEN 'types' END`,
  "CASE WHEN c.relkind = 'c' THEN c.reltype ELSE c.oid END",
];

/** Of a column of `c` with this number; 0 is the relation itself. */
const ofColumn = (number: string): About => [
  `CASE WHEN c.relkind ${SHOWN} AND ${number} > 0 THEN 'columns' ELSE ${OF_CLASS[0]} END`,
  `CASE WHEN c.relkind ${SHOWN} AND ${number} > 0 THEN c.oid || ':' || ${number} ELSE (${OF_CLASS[1]})::text END`,
];

/** The rows `x` of a system catalog that may be new. */
interface NewRows {
  about: readonly About[];
  /** Left out: all rows. */
  where?: string;
  /** What else is needed to tell what they are about. */
  join?: string;
}

const FROM_NORMAL_OID = `x.oid >= ${FIRST_NORMAL_OID}`;

const NEW_ROWS: Readonly<Record<string, NewRows>> = {
  pg_class: { about: [OF_CLASS], join: "CROSS JOIN LATERAL (SELECT x.*) c", where: FROM_NORMAL_OID },
  pg_attribute: {
    about: [ofColumn("x.attnum")],
    join: "JOIN pg_class c ON c.oid = x.attrelid",
    where: `x.attrelid >= ${FIRST_NORMAL_OID} AND x.attnum > 0`,
  },
  pg_attrdef: { about: [["'columns'", "x.adrelid || ':' || x.adnum"]] },
  pg_constraint: {
    about: [
      ["CASE WHEN x.contypid = 0 THEN 'constraints' ELSE 'domainConstraints' END", "x.oid"],
      // An index that becomes a constraint's is not written itself.
      ["CASE WHEN x.contype IN ('p', 'u', 'x') THEN 'indexes' END", "x.conindid"],
    ],
    where: FROM_NORMAL_OID,
  },
  pg_index: { about: [["'indexes'", "x.indexrelid"]], where: `x.indexrelid >= ${FIRST_NORMAL_OID}` },
  pg_inherits: { about: [["'relations'", "x.inhrelid"]] },
  pg_partitioned_table: { about: [["'relations'", "x.partrelid"]] },
  pg_foreign_table: { about: [["'relations'", "x.ftrelid"]] },
  pg_trigger: { about: [["'triggers'", "x.oid"]], where: `${FROM_NORMAL_OID} AND NOT x.tgisinternal` },
  pg_policy: { about: [["'policies'", "x.oid"]] },
  pg_rewrite: {
    about: [
      [
        "CASE x.rulename WHEN '_RETURN' THEN 'relations' ELSE 'rewriteRules' END",
        "CASE x.rulename WHEN '_RETURN' THEN x.ev_class ELSE x.oid END",
      ],
      ["CASE x.rulename WHEN '_RETURN' THEN 'viewDependencies' END", "x.ev_class"],
    ],
    where: FROM_NORMAL_OID,
  },
  pg_sequence: { about: [["'sequences'", "x.seqrelid"]] },
  pg_type: {
    about: [["'types'", "x.oid"]],
    // Not the row types of relations, nor arrays.
    where: `${FROM_NORMAL_OID} AND x.typcategory <> 'A'
      AND NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = x.typrelid AND c.relkind <> 'c')`,
  },
  pg_enum: { about: [["'types'", "x.enumtypid"]] },
  pg_proc: { about: [["'routines'", "x.oid"]], where: FROM_NORMAL_OID },
};

/** By catalog: the oids that are left, of the objects of one or more lists. */
const OIDS_LEFT: Readonly<Record<string, { lists: readonly KeyedList[]; condition: string }>> = {
  pg_class: { lists: ["relations", "indexes", "sequences"], condition: "c.relkind <> 't'" },
  pg_constraint: { lists: ["constraints", "domainConstraints"], condition: "true" },
  pg_trigger: { lists: ["triggers"], condition: "NOT c.tgisinternal" },
  pg_policy: { lists: ["policies"], condition: "true" },
  pg_rewrite: { lists: ["rewriteRules"], condition: "c.rulename <> '_RETURN'" },
  pg_type: { lists: ["types"], condition: "c.typcategory <> 'A'" },
  pg_proc: { lists: ["routines"], condition: "true" },
};

/** The system catalogs that objects of the keyed lists are written into. */
export const TOUCHING_CATALOGS = [...Object.keys(NEW_ROWS), "pg_description", "pg_depend"];

/** What the rows are about that are not older than the mark, of the catalogs whose flags are set. */
const NEW_ROWS_SQL = Object.entries(NEW_ROWS)
  .map(([catalog, { about, where = "true", join = "" }], place) => {
    const values = about.map(([list, key]) => `(${list}, (${key})::text)`).join(", ");
    // The few new rows first: nothing else is asked of the many old ones.
    const rows = `SELECT x.* FROM ${catalog} x WHERE $2[${place + 1}] AND ${where} AND age(x.xmin) <= (SELECT age($1)) OFFSET 0`;
    return `SELECT touched.list, touched.key FROM (${rows}) x ${join}
      CROSS JOIN LATERAL (VALUES ${values}) touched (list, key) WHERE touched.list IS NOT NULL`;
  })
  .join("\nUNION ");

const OIDS_LEFT_SQL = Object.entries(OIDS_LEFT)
  .map(
    ([catalog, { condition }], place) =>
      `SELECT '${catalog}' AS catalog, string_agg(c.oid::text, ' ') AS oids FROM ${catalog} c
      WHERE $1[${place + 1}] AND c.oid >= ${FIRST_NORMAL_OID} AND ${condition}`,
  )
  .join("\nUNION ALL ");

/** What the user's comments are on, as `classoid objoid objsubid`; a schema may be PostgreSQL's own. */
const COMMENTS_SQL = `SELECT concat_ws(' ', d.classoid, d.objoid, d.objsubid) AS comment FROM pg_description d
  WHERE (d.objoid >= ${FIRST_NORMAL_OID} OR d.classoid = 'pg_namespace'::regclass) AND age(d.xmin) <= (SELECT age($1))`;

/** Members of extensions, likewise, in one cell: no row of theirs is written where one is added or taken out. */
const MEMBERS_SQL = `SELECT string_agg(concat_ws(' ', d.classid, d.objid, 0), ',') AS members FROM pg_depend d
  WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'`;

/** What these are, as `NEW_ROWS` has it; for what is read as a whole, `null` and the catalog. */
const ADDRESSED_SQL = `
WITH d AS (SELECT split_part(address, ' ', 1)::oid AS classoid, split_part(address, ' ', 2)::oid AS objoid,
  split_part(address, ' ', 3)::int AS objsubid FROM unnest($1) address)
SELECT ${ofColumn("d.objsubid")[0]} AS list, ${ofColumn("d.objsubid")[1]} AS key, NULL AS catalog
FROM d JOIN pg_class c ON d.classoid = 'pg_class'::regclass AND c.oid = d.objoid
UNION SELECT CASE WHEN k.contypid = 0 THEN 'constraints' ELSE 'domainConstraints' END, k.oid::text, NULL
FROM d JOIN pg_constraint k ON d.classoid = 'pg_constraint'::regclass AND k.oid = d.objoid
UNION SELECT 'triggers', g.oid::text, NULL
FROM d JOIN pg_trigger g ON d.classoid = 'pg_constraint'::regclass AND g.tgconstraint = d.objoid AND NOT g.tgisinternal
UNION SELECT 'types', r.rngtypid::text, NULL
FROM d JOIN pg_range r ON d.classoid = 'pg_type'::regclass AND r.rngmultitypid = d.objoid
UNION SELECT CASE catalog.relname WHEN 'pg_trigger' THEN 'triggers' WHEN 'pg_policy' THEN 'policies'
    WHEN 'pg_rewrite' THEN 'rewriteRules' WHEN 'pg_type' THEN 'types' WHEN 'pg_proc' THEN 'routines' END,
  d.objoid::text, catalog.relname
FROM d JOIN pg_class catalog ON catalog.oid = d.classoid AND catalog.relname NOT IN ('pg_class', 'pg_constraint')`;

/** Objects with new rows, by list and key: of the catalogs that were written, not older than the mark. */
export function newRowsQuery(written: ReadonlySet<string>, mark: string): PreparedQuery {
  const flags = Object.keys(NEW_ROWS).map((catalog) => written.has(catalog));
  return { name: "new_rows", types: ["xid", "boolean[]"], sql: NEW_ROWS_SQL, values: [mark, `{${flags.join(",")}}`] };
}

/** The oids that catalogs have left, of those that rows are gone from. */
export function oidsLeftQuery(deleted: ReadonlySet<string>): PreparedQuery {
  const flags = Object.keys(OIDS_LEFT).map((catalog) => deleted.has(catalog));
  return { name: "oids_left", types: ["boolean[]"], sql: OIDS_LEFT_SQL, values: [`{${flags.join(",")}}`] };
}

/** The lists whose objects have their oids in a catalog. */
export function listsOf(catalog: string): readonly KeyedList[] {
  return OIDS_LEFT[catalog]?.lists ?? [];
}

/** Comments that are not older than the mark. */
export function commentsQuery(mark: string): PreparedQuery {
  return { name: "comments", types: ["xid"], sql: COMMENTS_SQL, values: [mark] };
}

/** The members of all extensions. */
export function membersQuery(): PreparedQuery {
  return { name: "members", types: [], sql: MEMBERS_SQL, values: [] };
}

/** What stands at `classoid objoid objsubid`. */
export function addressedQuery(addresses: readonly string[]): PreparedQuery {
  const values = [`{${addresses.map((address) => `"${address}"`).join(",")}}`];
  return { name: "addressed", types: ["text[]"], sql: ADDRESSED_SQL, values };
}
