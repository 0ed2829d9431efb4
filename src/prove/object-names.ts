/** Which object is which: PostgreSQL's own numbers, by which a renamed object is known again. */
import type { Scratch } from "../../introspect/replay/scratch.ts";
import type { FindingSubject } from "../model/scorecard.ts";

type NameRow = Record<"class" | "number" | "schema" | "relation" | "name", string>;

/** Everything that a finding can be about, with numbers that a rename keeps. */
const NAMES_SQL = `
  SELECT 'relation' AS class, c.oid::text AS number, n.nspname AS schema, c.relname AS relation, c.relname AS name
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p')
  UNION ALL
  SELECT 'column', a.attrelid || '.' || a.attnum, n.nspname, c.relname, a.attname
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  UNION ALL
  SELECT 'index', i.indexrelid::text, n.nspname, c.relname, x.relname
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
  JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  UNION ALL
  SELECT 'constraint', k.oid::text, n.nspname, c.relname, k.conname
  FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace`;

/** The class of object that a finding's kind is kept under. */
function classOf(kind: string): string {
  if (kind === "column" || kind === "index") return kind;
  return kind === "table" || kind === "partitioned table" ? "relation" : "constraint";
}

const keyOf = (...parts: string[]) => parts.join("\0");

/** The names of a database at one time. */
export class ObjectNames {
  readonly #rows: readonly NameRow[];
  readonly #byNumber: ReadonlyMap<string, NameRow>;

  private constructor(rows: readonly NameRow[]) {
    this.#rows = rows;
    this.#byNumber = new Map(rows.map((row) => [keyOf(row.class, row.number), row]));
  }

  static async read(scratch: Scratch): Promise<ObjectNames> {
    return new ObjectNames(await scratch.query<NameRow>(NAMES_SQL));
  }

  /** Gives a subject of this time the names that it had before; one that was not there yet keeps its own. */
  toEarlier(before: ObjectNames): (subject: FindingSubject) => FindingSubject {
    const earlier = new Map<string, NameRow>();
    for (const row of this.#rows) {
      const old = before.#byNumber.get(keyOf(row.class, row.number));
      if (old !== undefined && (old.name !== row.name || old.relation !== row.relation || old.schema !== row.schema)) {
        earlier.set(keyOf(row.class, row.schema, row.relation, row.name), old);
      }
    }
    return (subject) => {
      const { schema, relation, kind, name } = subject;
      if (schema === null || relation === null) return subject;
      const of = (name: string, kind: string) => earlier.get(keyOf(classOf(kind), schema, relation, name));
      const old = of(name, kind) ?? of(relation, "table");
      if (old === undefined) return subject;
      return {
        schema: old.schema,
        relation: old.relation,
        kind,
        name: old.class === "relation" && classOf(kind) !== "relation" ? name : old.name,
      };
    };
  }
}
