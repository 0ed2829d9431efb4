/** A catalog as its schema alone makes it. */
import type { Catalog } from "./catalog.ts";
import type { Column } from "./column.ts";

/**
 * The catalog without what a live server counts, measures and times: two of them differ only where the schemas, or how
 * the server is run, do.
 */
export function withoutCounters(catalog: Catalog): Catalog {
  return {
    ...catalog,
    workload: null,
    operations: catalog.operations === null ? null : { ...catalog.operations, archiver: null },
    omissions: catalog.omissions.filter(({ kind }) => kind !== "statistics"),
    sequences: catalog.sequences.map((sequence) => ({ ...sequence, lastValue: null })),
    relations: catalog.relations.map((relation) => ({
      ...relation,
      statistics: null,
      columns: relation.columns.map(withoutOwnCounters),
      indexes: relation.indexes.map((index) => ({ ...index, statistics: null })),
    })),
  };
}

function withoutOwnCounters(column: Column): Column {
  const { identity } = column;
  const sequence = identity?.sequence ?? null;
  return {
    ...column,
    statistics: null,
    identity:
      identity === null || sequence === null ? identity : { ...identity, sequence: { ...sequence, lastValue: null } },
  };
}
