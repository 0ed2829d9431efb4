/** The rows of a catalog as they were last read, by the objects that they are about. */
import type { DirectoryRows } from "../../assemble/directory.ts";
import type { ColumnRow } from "../../queries/columns.ts";
import type { ObjectRows, Rows } from "../../read/rows.ts";
import type { Row } from "../../session.ts";
import { KEYED, type KeyedList, WHOLE, type WholeList } from "./lists.ts";

/** New rows of one object, or with `key` null of a whole list. No rows: the object is gone. */
export type Replacement =
  | { list: KeyedList; key: string; rows: readonly Row[] }
  | { list: WholeList; key: null; rows: readonly Row[] };

/** The objects that a fragment of a catalog is made of. */
export interface Selection {
  /** oids of relations, types and routines, with all that is a part of them. */
  objects: ReadonlySet<string>;
  /** oids of sequences that stand by themselves or are owned by a column. */
  sequences: ReadonlySet<string>;
  whole: ReadonlySet<WholeList>;
}

class KeyedRows {
  readonly byKey = new Map<string, readonly Row[]>();
  /** The keys of what is a part of an object, by that object's oid. */
  readonly parts = new Map<string, Set<string>>();
}

/** In the order of attnum, as the whole catalog has them. */
function sortColumns(rows: readonly ColumnRow[]): ColumnRow[] {
  return rows.toSorted((a, b) => Number(a.attnum) - Number(b.attnum));
}

const KEYED_LISTS = Object.keys(KEYED) as KeyedList[];
const WHOLE_LISTS = Object.keys(WHOLE) as WholeList[];

export class LastRead {
  readonly #keyed = new Map<KeyedList, KeyedRows>(KEYED_LISTS.map((list) => [list, new KeyedRows()]));
  readonly #whole = new Map<WholeList, readonly Row[]>(WHOLE_LISTS.map((list) => [list, []]));

  /** Puts the rows in place of what was there, and gives what would undo it. */
  swap(replacements: readonly Replacement[]): Replacement[] {
    return replacements.map((each): Replacement => {
      if (each.key === null) {
        const rows = this.whole(each.list);
        this.#whole.set(each.list, each.rows);
        return { ...each, rows };
      }
      const rows = this.rows(each.list, each.key);
      this.#set(each.list, each.key, each.rows);
      return { ...each, rows };
    });
  }

  /** The keys that a list has rows of. */
  keys(list: KeyedList): Iterable<string> {
    return this.#list(list).byKey.keys();
  }

  /** oids of the relations that have parents: partitions, and children by INHERITS. */
  children(): string[] {
    return [...this.keys("relations")].filter((oid) => this.rows("relations", oid)[0]?.inhparents !== null);
  }

  rows<List extends KeyedList>(list: List, key: string): ObjectRows[List] {
    return (this.#list(list).byKey.get(key) ?? []) as unknown as ObjectRows[List];
  }

  whole<List extends WholeList>(list: List): ObjectRows[List] {
    return this.#whole.get(list) as unknown as ObjectRows[List];
  }

  /** Rows of what is a part of the object: of a relation, its constraints, its indexes and so on. */
  partsOf<List extends KeyedList>(list: List, oid: string): ObjectRows[List] {
    const keys = [...(this.#list(list).parts.get(oid) ?? [])];
    return keys.flatMap((key) => this.rows(list, key) as readonly Row[]) as unknown as ObjectRows[List];
  }

  /** Where names are looked up by oid: all rows, whatever is selected. */
  directoryRows(): DirectoryRows {
    // A fragment asks for the columns of one table again and again.
    const columns = new Map<string, ColumnRow[]>();
    const columnsOf = (oid: string): ColumnRow[] => {
      const known = columns.get(oid) ?? sortColumns(this.partsOf("columns", oid));
      columns.set(oid, known);
      return known;
    };
    return {
      roles: this.whole("roles"),
      collationNames: this.whole("collationNames"),
      operatorClassNames: this.whole("operatorClassNames"),
      relations: { get: (oid) => this.rows("relations", oid)[0] },
      columns: { get: columnsOf },
    };
  }

  /** The rows of the selected objects; the rest of the lists is empty. */
  select({ objects, sequences, whole }: Selection): Rows {
    const keyed = KEYED_LISTS.filter((list) => list !== "columns").map((list) => [
      list,
      [...objects].flatMap((oid) => this.partsOf(list, oid) as readonly Row[]),
    ]);
    const parts = Object.fromEntries(keyed) as Pick<Rows, KeyedList>;
    const others = WHOLE_LISTS.map((list) => [list, whole.has(list) ? this.whole(list) : []]);
    return {
      ...(Object.fromEntries(others) as Pick<Rows, WholeList>),
      ...parts,
      columns: [],
      columnTypes: this.whole("columnTypes"),
      // Those of identity columns are a part of their table, all others objects of their own.
      sequences: [
        ...parts.sequences.filter(({ deptype }) => deptype === "i"),
        ...[...sequences].flatMap((oid) => this.rows("sequences", oid)).filter(({ deptype }) => deptype !== "i"),
      ],
      settings: [],
      operations: null,
      statistics: null,
    };
  }

  /** What has one of the words in a cell, and so may be printed with the name of another object; `key` as in `Replacement`. */
  mentions(words: readonly string[]): ({ list: KeyedList; key: string } | { list: WholeList; key: null })[] {
    const isHit = (row: Row) =>
      Object.values(row).some((cell) => cell !== null && words.some((word) => cell.includes(word)));
    const keyed = KEYED_LISTS.flatMap((list) =>
      [...this.#list(list).byKey].filter(([, rows]) => rows.some(isHit)).map(([key]) => ({ list, key })),
    );
    const whole = WHOLE_LISTS.filter((list) => (this.whole(list) as readonly Row[]).some(isHit));
    return [...keyed, ...whole.map((list) => ({ list, key: null }))];
  }

  #list(list: KeyedList): KeyedRows {
    return this.#keyed.get(list) as KeyedRows;
  }

  #set(list: KeyedList, key: string, rows: readonly Row[]): void {
    const { byKey, parts } = this.#list(list);
    const { of } = KEYED[list];
    for (const row of byKey.get(key) ?? []) parts.get(row[of] ?? "")?.delete(key);
    if (rows.length === 0) byKey.delete(key);
    else byKey.set(key, rows);
    for (const row of rows) {
      const oid = row[of] ?? "";
      parts.set(oid, (parts.get(oid) ?? new Set()).add(key));
    }
  }
}
