/** Reads rows of a catalog again, by the catalog's own queries. */
import { OBJECT_QUERIES } from "../../read/rows.ts";
import type { Row } from "../../session.ts";
import type { LastRead, Replacement } from "./last-read.ts";
import { KEYED, type KeyedList, keyOf, type WholeList } from "./lists.ts";
import type { PreparedQueries, PreparedQuery } from "./prepared.ts";
import type { Keys } from "./touched.ts";

/** What a type has besides its own row, by pg_type.typtype. */
const OF_TYPES: Readonly<Record<string, KeyedList>> = {
  c: "compositeAttributes",
  r: "ranges",
  b: "baseTypes",
};

/** Rows by list and key; without rows, the object is gone. */
type Found = Map<KeyedList, Map<string, Row[]>>;

/** Nobody else is on the engine, so that nothing is locked. */
const NONE = { relation: [], routine: [], type: [] };

export class RowReader {
  readonly #queries: PreparedQueries;
  readonly #major: number;

  constructor(queries: PreparedQueries, major: number) {
    this.#queries = queries;
    this.#major = major;
  }

  /**
   * The rows that are not what they were: of the objects with these keys and what belongs to them, and of the lists
   * that are read as a whole. Throws `DatabaseError`.
   */
  async readChanged(keys: Keys, lists: Iterable<WholeList>, last: LastRead): Promise<Replacement[]> {
    const { found, whole } = await this.#read(keys, new Set(lists));
    const more = this.#partsToRead(found, last);
    const parts = await this.#read(more.keys, new Set(more.lists));
    for (const [list, rows] of parts.found) found.set(list, new Map([...(found.get(list) ?? []), ...rows]));
    const replacements: Replacement[] = [...found].flatMap(([list, rows]) =>
      [...rows].map(([key, each]) => ({ list, key, rows: each })),
    );
    for (const [list, rows] of [...whole, ...parts.whole]) replacements.push({ list, key: null, rows });
    return replacements.filter((each) => {
      const old = each.key === null ? last.whole(each.list) : last.rows(each.list, each.key);
      return !areSame(old, each.rows);
    });
  }

  /**
   * What goes with a relation, a type or a routine, and has no touched rows of its own: what is gone is put into
   * `found`, what has to be read is returned.
   */
  #partsToRead(found: Found, last: LastRead): { keys: Keys; lists: WholeList[] } {
    const keys: Keys = new Map();
    const want = (list: KeyedList, oid: string) => keys.set(list, (keys.get(list) ?? new Set()).add(oid));
    const drop = (list: KeyedList, key: string) => {
      const known = found.get(list) ?? new Map<string, Row[]>();
      if (!known.has(key)) found.set(list, known.set(key, []));
    };
    for (const [oid, rows] of found.get("relations") ?? []) {
      if (rows.length > 0) continue;
      for (const list of ["columns", "viewDependencies"] as const) {
        for (const row of last.partsOf(list, oid)) drop(list, keyOf(list, row));
      }
    }
    for (const [oid, [row]] of found.get("types") ?? []) {
      const list = OF_TYPES[row?.typtype ?? ""];
      if (list !== undefined) want(list, oid);
      // A shell type has a row of another kind once it is defined.
      for (const other of Object.values(OF_TYPES)) {
        if (other !== list && last.rows(other, oid).length > 0) drop(other, oid);
      }
    }
    for (const [oid, [row]] of found.get("routines") ?? []) {
      if (row?.prokind === "a") want("aggregates", oid);
      else if (last.rows("aggregates", oid).length > 0) drop("aggregates", oid);
    }
    return { keys, lists: this.#hasUnknownType(found.get("columns"), last) ? ["columnTypes"] : [] };
  }

  async #read(keys: Keys, lists: ReadonlySet<WholeList>): Promise<{ found: Found; whole: [WholeList, Row[]][] }> {
    const queries = [
      ...[...keys].map(([list, each]) => [list, this.#queryOf(list, each)] as const),
      ...[...lists].map((list) => [list, this.#wholeQuery(list)] as const),
    ];
    const answers = await this.#queries.run<string>(Object.fromEntries(queries));
    const found: Found = new Map();
    for (const [list, each] of keys) {
      const rows = new Map<string, Row[]>([...each].map((key) => [key, []]));
      for (const row of answers[list] ?? []) rows.get(keyOf(list, row))?.push(row);
      found.set(list, rows);
    }
    return { found, whole: [...lists].map((list) => [list, answers[list] ?? []]) };
  }

  #queryOf(list: KeyedList, keys: ReadonlySet<string>): PreparedQuery {
    const { key, ...more } = KEYED[list];
    const oids = [...new Set([...keys].map((each) => each.split(":")[0]))];
    const [types, values, conditions] = [["oid[]"], [`{${oids.join(",")}}`], [`q.${key} = ANY ($1)`]];
    if ("number" in more) {
      types.push("text[]");
      values.push(`{${[...keys].join(",")}}`);
      conditions.push(`q.${key} || ':' || q.${more.number} = ANY ($2)`);
    }
    const sql = `SELECT * FROM (${this.#sqlOf(list)}) AS q WHERE ${conditions.join(" AND ")}`;
    return { name: `read_${list}`, types, sql, values };
  }

  #wholeQuery(list: WholeList): PreparedQuery {
    return { name: `read_${list}`, types: [], sql: this.#sqlOf(list), values: [] };
  }

  #sqlOf(list: KeyedList | WholeList): string {
    const query = OBJECT_QUERIES[list];
    return typeof query === "string" ? query : query({ major: this.#major, locked: NONE, gone: NONE });
  }

  #hasUnknownType(columns: ReadonlyMap<string, readonly Row[]> | undefined, last: LastRead): boolean {
    const known = new Set(last.whole("columnTypes").map(({ oid }) => oid));
    return [...(columns?.values() ?? [])].some((rows) => rows.some(({ atttypid }) => !known.has(atttypid ?? "")));
  }
}

/** Rows of one query have the same columns. */
function areSame(old: readonly Row[], now: readonly Row[]): boolean {
  return (
    old.length === now.length &&
    old.every((row, at) => {
      const other = now[at] as Row;
      for (const column in row) if (row[column] !== other[column]) return false;
      return true;
    })
  );
}
