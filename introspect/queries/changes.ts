/**
 * What another session has changed or dropped since the snapshot. The rows are those of the snapshot, and who replaces
 * or deletes one leaves a mark in it that shows at once: xmax (PostgreSQL manual, 5.6 "System Columns"). Definitions
 * are not printed by the snapshot, but as the catalogs are at that moment.
 */
import { quoteLiteral } from "../../src/model/names.ts";
import { FIRST_NORMAL_OID, type PrintedKind, USER_SCHEMA } from "./scope.ts";

export type ChangeRow = {
  /** The system catalog that the row is in. */
  catalog: string;
  oid: string;
  /** attnum of a column, else `0`. */
  sub: string;
  /** `other` for what a definition may name: a schema, an operator, a collation. */
  kind: PrintedKind | "other";
  /** oid of the relation, routine or type that it is, or is part of. */
  owner: string;
  nspname: string;
  /** The owner's. */
  name: string;
  /** Its own name, where it is a part: of a constraint, an index. Empty, where it is the owner itself. */
  part: string;
  /** The row, but for what no definition shows. */
  digest: string;
};

interface Part {
  catalog: string;
  /** The row's alias. */
  row: string;
  /** FROM and WHERE; `n` is the owner's schema. */
  rows: string;
  oid?: string;
  sub?: string;
  kind: ChangeRow["kind"] | { case: string };
  owner: string;
  name: string;
  part?: string;
  /** Columns that change without any definition being another. */
  aside?: string;
  /** Where it is not the row's own mark alone. */
  touched?: string;
  /** What is seen of it beside the row. */
  beside?: string;
}

const OF_RELATION = `JOIN pg_class c ON c.oid = %relation JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')`;
const ofRelation = (catalog: string, row: string, relation: string) =>
  `${catalog} ${row} ${OF_RELATION.replace("%relation", `${row}.${relation}`)}`;

/** A part of a relation: the free-standing composite types are relations too. */
const partOf = (catalog: string, row: string, relation: string, part: string, more: Partial<Part> = {}): Part => ({
  ...{ catalog, row, rows: ofRelation(catalog, row, relation) },
  kind: { case: "CASE c.relkind WHEN 'c' THEN 'type' ELSE 'relation' END" },
  owner: "CASE c.relkind WHEN 'c' THEN c.reltype ELSE c.oid END",
  ...{ name: "c.relname", part, ...more },
});

const named = (catalog: string, prefix: string): Part => ({
  ...{ catalog, row: "o", kind: "other", owner: "o.oid", name: `o.${prefix}name` },
  rows: `${catalog} o JOIN pg_namespace n ON n.oid = o.${prefix}namespace WHERE true`,
  aside: `${prefix}owner`,
});

const PARTS: readonly Part[] = [
  {
    ...{ catalog: "pg_class", row: "c", kind: "relation", owner: "c.oid", name: "c.relname" },
    rows: "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')",
    aside:
      "relacl,relallfrozen,relallvisible,relchecks,relfilenode,relfrozenxid,relhasindex,relhasrules,relhassubclass,relhastriggers,relispopulated,relminmxid,relowner,relpages,relrewrite,reltoastrelid,reltuples",
  },
  partOf("pg_attribute", "a", "attrelid", "a.attname", {
    oid: "a.attrelid",
    sub: "a.attnum",
    aside: "attacl,atthasmissing,attmissingval,attstattarget",
  }),
  partOf("pg_attrdef", "ad", "adrelid", "''"),
  partOf("pg_constraint", "con", "conrelid", "con.conname"),
  partOf("pg_trigger", "tg", "tgrelid", "tg.tgname", {
    rows: `${ofRelation("pg_trigger", "tg", "tgrelid")} AND NOT tg.tgisinternal`,
    aside: "tgenabled",
  }),
  partOf("pg_policy", "pol", "polrelid", "pol.polname"),
  partOf("pg_rewrite", "rw", "ev_class", "rw.rulename", { aside: "ev_enabled" }),
  partOf("pg_partitioned_table", "pt", "partrelid", "''", { oid: "pt.partrelid", aside: "partdefid" }),
  partOf("pg_statistic_ext", "stx", "stxrelid", "stx.stxname", { aside: "stxowner,stxstattarget" }),
  partOf("pg_index", "i", "indrelid", "ix.relname", {
    rows: `${ofRelation("pg_index", "i", "indrelid").replace("WHERE", "JOIN pg_class ix ON ix.oid = i.indexrelid WHERE")}`,
    oid: "i.indexrelid",
    aside: "indcheckxmin,indisclustered,indislive,indisready,indisreplident,indisvalid",
    ...{ touched: "(i.xmax <> 0 OR ix.xmax <> 0)", beside: "ix.relname || ix.reloptions::text" },
  }),
  {
    ...{ catalog: "pg_type", row: "t", kind: "type", owner: "t.oid", name: "t.typname", aside: "typacl,typowner" },
    rows: `pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
      WHERE (t.typtype <> 'c' OR c.relkind = 'c') AND t.typcategory <> 'A'`,
  },
  {
    ...{ catalog: "pg_enum", row: "en", kind: "type", owner: "t.oid", name: "t.typname", part: "en.enumlabel" },
    rows: "pg_enum en JOIN pg_type t ON t.oid = en.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace WHERE true",
  },
  {
    ...{ catalog: "pg_constraint", row: "con", kind: "type", owner: "t.oid", name: "t.typname", part: "con.conname" },
    rows: "pg_constraint con JOIN pg_type t ON t.oid = con.contypid JOIN pg_namespace n ON n.oid = t.typnamespace WHERE true",
  },
  {
    ...{ catalog: "pg_proc", row: "p", kind: "routine", owner: "p.oid", name: "p.proname", aside: "proacl,proowner" },
    rows: "pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE true",
  },
  {
    ...{
      catalog: "pg_namespace",
      row: "n",
      kind: "other",
      owner: "n.oid",
      name: "n.nspname",
      aside: "nspacl,nspowner",
    },
    rows: "pg_namespace n WHERE true",
  },
  ...(["pg_operator opr", "pg_opclass opc", "pg_collation coll"] as const).map((each) => {
    const [catalog = "", prefix = ""] = each.split(" ");
    return named(catalog, prefix);
  }),
];

function select(part: Part, condition: string): string {
  const kind = typeof part.kind === "string" ? `'${part.kind}'` : part.kind.case;
  return `SELECT '${part.catalog}' AS catalog, ${part.oid ?? `${part.row}.oid`} AS oid, ${part.sub ?? "0"} AS sub,
  ${kind} AS kind, ${part.owner} AS owner, n.nspname, ${part.name} AS name, ${part.part ?? "''"} AS part,
  hashtextextended(concat(to_jsonb(${part.row}) - '{${part.aside ?? ""}}'::text[]${part.beside === undefined ? "" : `, ${part.beside}`}), 0) AS digest
FROM ${part.rows} AND ${USER_SCHEMA} AND ${condition}`;
}

/** Rows of the snapshot that others have put their mark on, whatever became of it. */
export const TOUCHED_SQL = PARTS.map((part) => select(part, part.touched ?? `${part.row}.xmax <> 0`)).join(
  "\nUNION ALL\n",
);

/** Catalogs of many rows, in which no name is looked for: what is in them has one within something else only. */
const WITHOUT_NAMES = ["pg_attribute", "pg_attrdef", "pg_enum", "pg_partitioned_table"];

/** The same rows in a later snapshot, and those that have the name of one of them. */
export function laterSql(touched: readonly ChangeRow[]): string {
  const selects = PARTS.flatMap((part) => {
    const rows = touched.filter(({ catalog }) => catalog === part.catalog);
    if (rows.length === 0) return [];
    const oids = [...new Set(rows.map(({ oid }) => oid))];
    const same = `${part.oid ?? `${part.row}.oid`} = ANY ('{${oids.join(",")}}'::oid[])`;
    if (WITHOUT_NAMES.includes(part.catalog)) return [select(part, same)];
    const names = rows.map((row) => `(${[row.nspname, row.name, row.part].map(quoteLiteral).join(", ")})`);
    return [select(part, `(${same} OR (n.nspname, ${part.name}, ${part.part ?? "''"}) IN (${names.join(", ")}))`)];
  });
  return selects.join("\nUNION ALL\n");
}

/**
 * Relations, routines and types of the snapshot that are there no more: the functions that say whether a name is
 * visible give NULL for them.
 */
export type GoneRow = { kind: PrintedKind; oid: string };

export const GONE_SQL = `
SELECT 'relation' AS kind, c.oid
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid >= ${FIRST_NORMAL_OID} AND ${USER_SCHEMA} AND pg_table_is_visible(c.oid) IS NULL
UNION ALL
SELECT 'routine', p.oid
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.oid >= ${FIRST_NORMAL_OID} AND ${USER_SCHEMA} AND pg_function_is_visible(p.oid) IS NULL
UNION ALL
SELECT 'type', t.oid
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.oid >= ${FIRST_NORMAL_OID} AND ${USER_SCHEMA} AND pg_type_is_visible(t.oid) IS NULL`;
