/** Remedies that make, rebuild and drop indexes. */
import type { Index } from "../../model/index-definition.ts";
import type { Relation } from "../../model/relation.ts";
import { buildRemedy, type Remedy } from "../../model/remedy.ts";
import type { RemedyAction } from "../../model/remedy-action.ts";
import { cutAtWord } from "../naming/generated-names.ts";
import { joinName } from "../naming/name-pattern.ts";
import type { Referencing } from "./foreign-key-cover.ts";
import { indexNameFor } from "./index-name.ts";

/** An index that serves a foreign key: on a partitioned table without CONCURRENTLY. @param pattern what it is called by */
export function buildIndexRemedy({ columns, period }: Referencing, table: Relation, pattern: string): Remedy {
  const key = period ? columns : keyOrderOf(columns, table);
  return buildRemedy([createIndex(key, table, pattern, period ? "gist" : null)]);
}

/**
 * An index that serves searches by values of `exact` and, within them, by a range or in the order of `rest`. One that
 * only holds the beginning of it goes.
 * @param pattern what it is called by
 */
export function buildSearchIndexRemedy(
  exact: readonly string[],
  rest: readonly string[],
  table: Relation,
  pattern: string,
): Remedy {
  const columns = [...keyOrderOf(exact, table), ...rest];
  const removed = table.indexes.filter(
    (index) =>
      !index.unique &&
      index.method === "btree" &&
      index.predicate === null &&
      index.included.length === 0 &&
      index.key.every(({ column, order, nulls, collation, operatorClass }, at) => {
        const plain = order === "asc" && nulls === "last" && collation === null && operatorClass.default;
        return plain && column === columns[at];
      }),
  );
  return buildRemedy([createIndex(columns, table, pattern), ...removed.map((index) => dropIndex(index, table))]);
}

function createIndex(
  columns: readonly string[],
  relation: Relation,
  pattern: string,
  method: string | null = null,
): RemedyAction {
  return {
    kind: "create index",
    schema: relation.schema,
    table: relation.name,
    name: indexNameFor(pattern, relation, columns),
    unique: false,
    method,
    columns: [...columns],
    concurrently: relation.kind !== "partitioned table",
  };
}

/** The columns so that no index that is there becomes redundant: it must not be the beginning of the new one. */
function keyOrderOf(columns: readonly string[], table: Relation): readonly string[] {
  const begins = (order: readonly string[]) =>
    table.indexes.some((index) => !index.unique && index.key.every(({ column }, at) => column === order[at]));
  const rotated = columns.map((_, start) => [...columns.slice(start), ...columns.slice(0, start)]);
  return rotated.find((order) => !begins(order)) ?? columns;
}

/** The index built anew in its place. */
export function buildRebuildRemedy({ schema, name: table }: Relation, name: string): Remedy {
  return buildRemedy([{ kind: "rebuild index", schema, table, name }]);
}

/** The index gone, with the constraint that it backs. */
export function buildRemovalRemedy(index: Index, table: Relation): Remedy {
  return buildRemedy([dropIndex(index, table)]);
}

function dropIndex({ name, constraint }: Index, { schema, name: table, kind }: Relation): RemedyAction {
  if (constraint !== null) return { kind: "drop constraint", schema, table, name: constraint };
  return { kind: "drop index", schema, table, name, concurrently: kind !== "partitioned table" };
}

/** A unique constraint whose index is built while writes go on. */
export function buildUniqueConstraintRemedy({ schema, name: table }: Relation, columns: readonly string[]): Remedy {
  const name = cutAtWord(joinName("uq", table, ...columns));
  const made = { schema, table, name };
  return buildRemedy(
    [
      { kind: "create index", ...made, unique: true, method: null, columns: [...columns], concurrently: true },
      { kind: "add constraint using index", ...made, constraint: "unique", index: name },
    ],
    "It fails where a pair stands twice already.",
  );
}
