/** What a live server counted, laid on the scratch database of its catalog, so that rules about the workload see it. */

import type { Catalog } from "../model/catalog.ts";
import { qualifiedKey } from "../model/shared-parts.ts";
import type { ObjectNames } from "./object-names.ts";

/**
 * The catalog read from the scratch database with the original's counters, sizes, figures and statements. Indexes may
 * have got other names; no remedy renames a table or a column.
 */
export function withCounts(read: Catalog, original: Catalog, names: ObjectNames): Catalog {
  if (original.workload === null) return read;
  const originals = new Map(original.relations.map((relation) => [qualifiedKey(relation), relation]));
  const relations = read.relations.map((relation) => {
    const counted = originals.get(qualifiedKey(relation));
    if (counted === undefined) return relation;
    const columns = new Map(counted.columns.map((column) => [column.name, column.statistics]));
    const indexes = new Map(counted.indexes.map((index) => [index.name, index.statistics]));
    const firstName = (index: string) =>
      names.toBeginning({ schema: relation.schema, relation: relation.name, kind: "index", name: index }).name;
    return {
      ...relation,
      statistics: counted.statistics,
      columns: relation.columns.map((column) => ({ ...column, statistics: columns.get(column.name) ?? null })),
      indexes: relation.indexes.map((index) => ({ ...index, statistics: indexes.get(firstName(index.name)) ?? null })),
    };
  });
  return { ...read, relations, workload: original.workload };
}
