import type { CatalogLookup } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { oncePerCatalog, tablesOf } from "./once-per-catalog.ts";

export const tableEmpty = defineTableRule({
  id: "table-empty",
  statement: "extended",
  title: "Every table holds rows.",
  why: "In a database that is in use, a table that never held a row is often one that nobody needs any more.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "server",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["SchemaCrawler LinterTableEmpty"],
  exempt: [
    "Tables that were emptied row by row, which still have a file.",
    "Databases in which every table is empty.",
    "Replayed histories: not assessed.",
  ],
  find: (table) => [table],
  judge(_subject, table, { catalog, lookup }) {
    if (catalog.source.kind !== "server") return notAssessed(["it needs a live server's figures"]);
    const bytes = bytesOf(table, lookup);
    if (bytes === null) return notAssessed(say`the size of ${table.name} is not known`);
    if (bytes > 0) return pass;
    if (isUnused(catalog)) return notApplicable(["no table of the database holds a row"]);
    return fail(say`Table ${table.name} is empty.`);
  },
});

const isUnused = oncePerCatalog((catalog): boolean =>
  [...tablesOf(catalog), ...catalog.relations.filter(({ partition }) => partition !== null)].every(
    ({ statistics }) => (statistics?.bytes?.table ?? 0) === 0,
  ),
);

/** Bytes of the rows alone, of all partitions together; `null` where a size is not known. */
function bytesOf(table: Relation, lookup: CatalogLookup): number | null {
  if (table.kind !== "partitioned table") return table.statistics?.bytes?.table ?? null;
  const parts = lookup.partitions(table).map((partition) => bytesOf(partition, lookup));
  return parts.reduce((sum, bytes) => (sum === null || bytes === null ? null : sum + bytes), 0);
}
