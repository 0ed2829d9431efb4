/** Answers about a whole catalog that many tables ask for. */
import type { Catalog } from "../../model/catalog.ts";
import type { Relation } from "../../model/relation.ts";

/** The function, computed once for each catalog. */
export function oncePerCatalog<T>(compute: (catalog: Catalog) => T): (catalog: Catalog) => T {
  const known = new WeakMap<Catalog, { answer: T }>();
  return (catalog) => {
    const entry = known.get(catalog) ?? { answer: compute(catalog) };
    known.set(catalog, entry);
    return entry.answer;
  };
}

/** Ordinary and partitioned tables that are no partitions and that no extension owns. */
export const tablesOf = oncePerCatalog((catalog): readonly Relation[] =>
  catalog.relations.filter(
    ({ kind, partition, extension, persistence }) =>
      (kind === "table" || kind === "partitioned table") &&
      partition === null &&
      extension === null &&
      persistence !== "temporary",
  ),
);
