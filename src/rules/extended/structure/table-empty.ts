import { buildLookup, type CatalogLookup } from "../../../model/lookup.ts";
import type { Relation } from "../../../model/relation.ts";
import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { oncePerCatalog, tablesOf } from "../once-per-catalog.ts";

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
    "Databases in which most tables are empty.",
    "Replayed histories: not assessed.",
  ],
  find: (table) => [table],
  judge(_subject, table, { catalog, lookup }) {
    if (catalog.source.kind !== "server") return notAssessed(["it needs a live server's figures"]);
    const bytes = bytesOf(table, lookup);
    if (bytes === null) return notAssessed(say`the size of ${table.name} is not known`);
    if (bytes > 0) return pass;
    if (isUnused(catalog)) return notApplicable(["most tables of the database are empty"]);
    return fail(say`Table ${table.name} is empty.`, { noRemedy: "whether the table is still wanted is yours to say" });
  },
});

/** Migrations alone leave a row here and there: a database is in use where half of its tables hold some. */
const isUnused = oncePerCatalog((catalog): boolean => {
  const lookup = buildLookup(catalog);
  const tables = tablesOf(catalog);
  return 2 * tables.filter((table) => bytesOf(table, lookup) === 0).length > tables.length;
});

/** Bytes of the rows alone, of all partitions together; `null` where a size is not known. */
function bytesOf(table: Relation, lookup: CatalogLookup): number | null {
  if (table.kind !== "partitioned table") return table.statistics?.bytes?.table ?? null;
  const parts = lookup.partitions(table).map((partition) => bytesOf(partition, lookup));
  return parts.reduce((sum, bytes) => (sum === null || bytes === null ? null : sum + bytes), 0);
}
