import { buildLookup, type CatalogLookup, foreignKeysOf } from "../../../model/lookup.ts";
import type { Relation } from "../../../model/relation.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { oncePerCatalog, tablesOf } from "../once-per-catalog.ts";

export const tableIsolated = defineTableRule({
  id: "table-isolated",
  statement: "extended",
  title: "Every table is tied to another by a foreign key.",
  why: "A table that nothing leads to is either forgotten, or tied to others in ways that only the application knows.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["tbls unrelatedTable"],
  exempt: [
    "Databases in which fewer than three quarters of the tables are tied: n.a.",
    "Tables that inherit or are inherited from.",
  ],
  find: (table) => [table],
  judge(_subject, table, { catalog, lookup }) {
    if (isTied(table, lookup) || lookup.referencedBy(table).length > 0) return pass;
    if (lookup.children(table).length > 0) return notApplicable(["other tables inherit from it"]);
    if (!isUsual(catalog)) return notApplicable(["many tables here have no foreign key"]);
    return fail(say`Table ${table.name} stands alone: no foreign key leads from it or to it.`, {
      noRemedy: "what the table belongs to is yours to say",
    });
  },
});

/** By a foreign key of its own or of a partition, or by inheritance. */
function isTied(table: Relation, lookup: CatalogLookup): boolean {
  return (
    table.inherits.length > 0 ||
    foreignKeysOf(table).length > 0 ||
    lookup.partitions(table).some((partition) => isTied(partition, lookup))
  );
}

/** Whether three quarters of the tables have a foreign key, or are referred to by one. */
const isUsual = oncePerCatalog((catalog): boolean => {
  const lookup = buildLookup(catalog);
  const tables = tablesOf(catalog);
  const tied = tables.filter((table) => isTied(table, lookup) || lookup.referencedBy(table).length > 0);
  return 4 * tied.length >= 3 * tables.length;
});
