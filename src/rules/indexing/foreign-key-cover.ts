/** Whether an index serves a foreign key, and where none does, what comes nearest. */
import type { ForeignKey } from "../../model/constraint.ts";
import type { Index } from "../../model/index-definition.ts";
import { type CatalogLookup, foreignKeysOf } from "../../model/lookup.ts";
import { quoteIdentifier } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { bare, sayList } from "./index-prose.ts";

/** What of a foreign key decides which index serves it. */
export type Referencing = Pick<ForeignKey, "columns" | "period">;

/** Why an index does not serve the key, nearest miss first. */
const MISSES = ["invalid", "predicate", "collation", "method", "included", "interrupted", "part", "behind"] as const;
type Miss = (typeof MISSES)[number];

/**
 * Whether every row that refers to a given row can be found by one index: of the table itself, or, for a partitioned
 * table, one on each of its partitions.
 */
export function isCovered(foreignKey: Referencing, table: Relation, lookup: CatalogLookup): boolean {
  if (table.indexes.some((index) => serves(index, foreignKey))) return true;
  const partitions = lookup.partitions(table);
  return partitions.length > 0 && partitions.every((partition) => isCovered(foreignKey, partition, lookup));
}

/** The index that comes nearest and why it does not serve, as the end of a sentence; `null` where none leads near. */
export function nearestMiss(
  foreignKey: Referencing,
  table: Relation,
): { index: Index; miss: Miss; found: Sentence } | null {
  const misses = table.indexes.flatMap((index) => {
    const miss = missOf(index, foreignKey);
    return miss === null ? [] : [{ index, miss, found: sayMiss(index, miss, foreignKey) }];
  });
  misses.sort((a, b) => MISSES.indexOf(a.miss) - MISSES.indexOf(b.miss));
  return misses[0] ?? null;
}

function serves(index: Index, foreignKey: Referencing): boolean {
  return leads(index, foreignKey) && missOf(index, foreignKey) === null;
}

/** The first key columns are exactly the foreign key's, in any order. */
function leads(index: Index, { columns }: Referencing): boolean {
  const prefix = index.key.slice(0, columns.length).map((entry) => entry.column);
  return columns.every((column) => prefix.includes(column));
}

function missOf(index: Index, foreignKey: Referencing): Miss | null {
  const columns: readonly string[] = foreignKey.columns;
  const key = index.key.map((entry) => entry.column);
  if (leads(index, foreignKey)) {
    if (!canSearch(index, foreignKey)) return "method";
    if (index.key.slice(0, columns.length).some((entry) => entry.collation !== null)) return "collation";
    if (index.predicate !== null && !isNotNullOf(index.predicate, columns)) return "predicate";
    return index.valid && index.ready && index.live ? null : "invalid";
  }
  if (!columns.some((column) => key.includes(column))) return null;
  if (index.method !== "btree") return null;
  if (!columns.includes(key[0] ?? "")) return "behind";
  if (columns.every((column) => key.includes(column))) return "interrupted";
  return columns.every((column) => key.includes(column) || index.included.includes(column)) ? "included" : "part";
}

/** The method finds rows by equality on all the columns; of a temporal key, by overlap on the last. */
function canSearch(index: Index, { columns, period }: Referencing): boolean {
  if (period) return index.method === "gist";
  return index.method === "btree" || (index.method === "hash" && columns.length === 1);
}

/** The predicate says only that columns of the key are not null, which a lookup by them implies. */
function isNotNullOf(predicate: string, columns: readonly string[]): boolean {
  const term = /^\(*("(?:[^"]|"")+"|[^\s()"]+) IS NOT NULL\)*(?: AND |$)/;
  const names = columns.map(quoteIdentifier);
  for (let rest = predicate; rest !== ""; ) {
    const match = term.exec(rest);
    if (match === null || !names.includes(match[1] as string)) return false;
    rest = rest.slice(match[0].length);
  }
  return true;
}

function sayMiss(index: Index, miss: Miss, foreignKey: Referencing): Sentence {
  const { name } = index;
  const columns: readonly string[] = foreignKey.columns;
  const leading = index.key[0]?.column ?? "";
  const missing = columns.filter((column) => !index.key.some((entry) => entry.column === column));
  switch (miss) {
    case "invalid":
      return say`${name} leads with it, but is not valid`;
    case "predicate":
      return say`${name} leads with it, but only ${`WHERE ${bare(index.predicate ?? "")}`}`;
    case "collation":
      return say`${name} leads with it, but under another collation than the column's`;
    case "method":
      return [{ code: name }, ` is ${article(index.method)} index, which cannot serve it`];
    case "included":
      return [...say`${name} has `, ...sayList(missing), ...say` only under ${"INCLUDE"}`];
    case "interrupted":
      return say`${name} has another column between them`;
    case "part":
      return [...say`${name} leads with ${leading}, but does not hold `, ...sayList(missing)];
    case "behind":
      return say`${name} holds it, but leads with ${leading === "" ? "an expression" : leading}`;
  }
}

function article(method: string): string {
  const shown = {
    brin: "a BRIN",
    gin: "a GIN",
    gist: "a GiST",
    spgist: "an SP-GiST",
    hash: "a hash",
    btree: "a B-tree",
  };
  return shown[method as keyof typeof shown] ?? `a ${method}`;
}

/** Whether a foreign key of the table would be served by no index without this one. */
export function isOnlyCover(index: Index, table: Relation, lookup: CatalogLookup): boolean {
  const others = { ...table, indexes: table.indexes.filter((other) => other !== index) };
  return foreignKeysOf(table).some((key) => isCovered(key, table, lookup) && !isCovered(key, others, lookup));
}
