import type { ForeignKey } from "../../../model/constraint.ts";
import { foreignKeysOf } from "../../../model/lookup.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { oncePerCatalog, tablesOf } from "../once-per-catalog.ts";

export const fkOnDeleteExplicit = defineTableRule({
  id: "fk-on-delete-explicit",
  statement: "extended",
  title: "A foreign key of a required column says what becomes of its rows when the other row is deleted.",
  why: "Where most keys say it, one that does not looks forgotten: nobody can tell whether the default was meant.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "foreign keys of required columns",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["schemalint reference-actions"],
  exempt: [
    "Databases in which no more than half of the foreign keys say it: n.a.",
    "Foreign keys with a column that may be null.",
    "Foreign keys of partitions, inherited ones, and temporal ones, which can do nothing else.",
  ],
  find: (table) => {
    const required = new Set(table.columns.filter((column) => !column.nullable).map((column) => column.name));
    return foreignKeysOf(table).filter(
      (key) =>
        key.local && !key.inherited && !key.period && (key.columns as string[]).every((column) => required.has(column)),
    );
  },
  judge(key: ForeignKey, _table, { catalog }) {
    if (key.references.onDelete !== "no action") return pass;
    if (!isUsual(catalog)) return notApplicable(say`most foreign keys here have no ${"ON DELETE"}`);
    return fail(
      say`Foreign key ${key.name} has no ${"ON DELETE"}: deleting from ${key.references.relation} is refused by default.`,
      {
        noRemedy: "what becomes of the rows that refer to a deleted one is yours to say",
        facts: [{ name: "definition", value: key.definition }],
      },
    );
  },
});

/** Whether most foreign keys of the database say what follows a deletion. */
const isUsual = oncePerCatalog((catalog): boolean => {
  const keys = tablesOf(catalog).flatMap(foreignKeysOf);
  return 2 * keys.filter((key) => key.references.onDelete !== "no action").length > keys.length;
});
