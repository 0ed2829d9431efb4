import { foreignKeysOf } from "../../../model/lookup.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { oncePerCatalog, tablesOf } from "../once-per-catalog.ts";
import { saysWhenMade } from "./making-time.ts";

export const tableNoTimestamps = defineTableRule({
  id: "table-no-timestamps",
  statement: "extended",
  title: "A table says when its rows were made.",
  why: "When a row appeared is the first question after a fault, and cannot be answered later.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["active_record_doctor table_without_timestamps", "schemalint mandatory-columns"],
  exempt: [
    "Databases in which no more than half of the tables say it: n.a.",
    "Tables of nothing but foreign keys.",
    "An integer called created_at, which counts seconds.",
    "Another column that is the moment by default, or is a required moment, or partitions the table.",
  ],
  find: (table) => [table],
  judge(_subject, table, { catalog }) {
    if (saysWhenMade(table)) return pass;
    if (!isUsual(catalog)) return notApplicable(["most tables here say nothing of when their rows were made"]);
    const keys = new Set(foreignKeysOf(table).flatMap((key) => key.columns));
    if (table.columns.every((column) => keys.has(column.name)))
      return notApplicable(["it has nothing but foreign keys"]);
    return fail(say`Table ${table.name} does not say when its rows were made, as ${"created_at"} would.`, {
      noRemedy: "rows that are there were made at times that nobody wrote down",
    });
  },
});

/** Whether most tables of the database say when their rows were made. */
const isUsual = oncePerCatalog((catalog): boolean => {
  const tables = tablesOf(catalog);
  return 2 * tables.filter(saysWhenMade).length > tables.length;
});
