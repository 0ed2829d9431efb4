/** Which object is which: PostgreSQL's own numbers, by which a renamed object is known again. */
import type { Scratch } from "../../introspect/replay/engine/scratch.ts";
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

/** The names of a database at one time, and those that its objects had at the beginning. */
export class ObjectNames {
  readonly #beginnings: ReadonlyMap<string, NameRow>;
  readonly #byName: ReadonlyMap<string, NameRow>;

  private constructor(rows: readonly NameRow[], beginnings: ReadonlyMap<string, NameRow>) {
    this.#beginnings = beginnings;
    this.#byName = new Map(rows.map((row) => [keyOf(row.class, row.schema, row.relation, row.name), row]));
  }

  /**
   * Reads the names. `before` are those read last; left out, this is the beginning. An object that was made anew under
   * its name, as an index is when its column changes type, is still the one that it was.
   */
  static async read(scratch: Scratch, before?: ObjectNames): Promise<ObjectNames> {
    const rows = await scratch.query<NameRow>(NAMES_SQL);
    const beginnings = new Map<string, NameRow>();
    for (const row of rows) {
      const beginning = before === undefined ? row : before.#beginningOf(row);
      if (beginning !== undefined) beginnings.set(keyOf(row.class, row.number), beginning);
    }
    return new ObjectNames(rows, beginnings);
  }

  #beginningOf(row: NameRow): NameRow | undefined {
    const same = this.#beginnings.get(keyOf(row.class, row.number));
    if (same !== undefined) return same;
    const anew = this.#byName.get(keyOf(row.class, row.schema, row.relation, row.name));
    return anew === undefined ? undefined : this.#beginnings.get(keyOf(anew.class, anew.number));
  }

  /** Gives a subject the names that it had at the beginning; one that was not there then keeps its own. */
  toBeginning(subject: FindingSubject): FindingSubject {
    const { schema, relation, kind, name } = subject;
    if (schema === null || relation === null) return subject;
    const rowOf = (objectClass: string, name: string) => {
      const row = this.#byName.get(keyOf(objectClass, schema, relation, name));
      return row === undefined ? undefined : this.#beginnings.get(keyOf(row.class, row.number));
    };
    const own = rowOf(classOf(kind), name);
    if (own !== undefined) return { schema: own.schema, relation: own.relation, kind, name: own.name };
    const table = rowOf("relation", relation);
    return table === undefined ? subject : { schema: table.schema, relation: table.relation, kind, name };
  }
}
