/** The statements that search a table, and whether an index leads them to the rows. */

import type { Catalog } from "../../model/catalog.ts";
import type { Column } from "../../model/column.ts";
import type { Index } from "../../model/index-definition.ts";
import type { CatalogLookup } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { type Sentence, say } from "../../model/sentence.ts";
import { qualifiedKey } from "../../model/shared-parts.ts";
import type { Fact } from "../../model/verdict.ts";
import { type RelationUse, type Statement, shorten } from "../../model/workload.ts";
import { oncePerCatalog } from "../extended/once-per-catalog.ts";
import type { Counters } from "./live-counters.ts";

/** One statement, and how it searches the table. */
export interface Search {
  statement: Statement;
  use: RelationUse;
}

/** Statements on the table or a partition of it, the one with the largest share of the time first. */
export function searchesOf(table: Relation, catalog: Catalog, lookup: CatalogLookup): Search[] {
  const own = searches(catalog).get(qualifiedKey(table)) ?? [];
  const parts = lookup.partitions(table).flatMap((partition) => searchesOf(partition, catalog, lookup));
  return [...own, ...parts].sort((a, b) => b.statement.share - a.statement.share);
}

const searches = oncePerCatalog((catalog): ReadonlyMap<string, Search[]> => {
  const byRelation = new Map<string, Search[]>();
  for (const statement of catalog.workload?.statements?.list ?? []) {
    for (const use of statement.relations) {
      const others = byRelation.get(qualifiedKey(use));
      if (others === undefined) byRelation.set(qualifiedKey(use), [{ statement, use }]);
      else others.push({ statement, use });
    }
  }
  return byRelation;
});

/** Every statement could be read, so that what none of them does is not done. */
export function areAllKnown({ workload }: Catalog): boolean {
  const statements = workload?.statements ?? null;
  return statements !== null && statements.hidden === 0 && statements.unparsed === 0;
}

/**
 * Indexes that may find rows by the column: those that begin with it, and of methods in which the order of columns
 * does not matter those that hold it. Partial ones too: whether the statement implies the predicate is not known.
 */
export function leadingIndexes(table: Relation, column: string, lookup: CatalogLookup): Index[] {
  const own = table.indexes.filter(
    ({ method, key, valid, ready, live }) =>
      valid &&
      ready &&
      live &&
      (method === "btree" || method === "hash" ? key.slice(0, 1) : key).some((entry) => entry.column === column),
  );
  return [...own, ...lookup.partitions(table).flatMap((partition) => leadingIndexes(partition, column, lookup))];
}

/** What a flag or an enum is taken to have, where the planner's figures are hidden. */
const FEW_VALUES = 4;

/** How many rows have the same value of all the columns, about; `null` where the planner has no figures. */
export function rowsPerValue(table: Relation, columns: readonly string[], { liveRows }: Counters): number | null {
  let values = 1;
  for (const name of columns) {
    const column = table.columns.find((each) => each.name === name);
    const distinct = column?.statistics?.distinct ?? (column !== undefined && isCoded(column) ? FEW_VALUES : 0);
    if (distinct === 0) return null;
    values *= distinct < 0 ? -distinct * liveRows : distinct;
  }
  return liveRows / Math.min(values, liveRows);
}

function isCoded({ typeParts: { base } }: Column): boolean {
  return base.kind === "enum" || (base.schema === "pg_catalog" && base.name === "bool");
}

/** In a sentence; the whole text is among the facts. */
const LONGEST = 200;

/** The end of a sentence about a search. */
export function sayCost({ text, share }: Statement): Sentence {
  return [`, which takes ${share}% of the time: `, ...say`${shorten(text, LONGEST)}.`];
}

/** What a finding shows of a statement. */
export function buildFacts({ text, calls, share, mean }: Statement): Fact[] {
  return [
    { name: "statement", value: text },
    { name: "share of the time", value: `${share}%` },
    { name: "calls", value: String(calls) },
    { name: "mean time", value: `${mean} ms` },
  ];
}
