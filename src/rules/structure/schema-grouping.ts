import { defineProjectRule, fail, type OptionDefinitions, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { countTables, tablesBySchema } from "./schema-tables.ts";

const options = {
  tables: {
    type: "integer",
    default: 50,
    minimum: 1,
    description: "The number of tables from which on schemas group them.",
  },
  share: {
    type: "integer",
    default: 80,
    minimum: 1,
    description: "The most tables that one schema may hold, in percent of all.",
  },
} as const satisfies OptionDefinitions;

export const schemaGrouping = defineProjectRule({
  id: "schema-grouping",
  statement: "2.1",
  title: "Many tables are grouped into schemas.",
  why: "In a list of hundreds nobody sees which tables belong together, and who answers for them.",
  severity: "low",
  score: "none",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "schemas of a large database",
  justifiable: false,
  options,
  sameAs: [],
  exempt: [
    "Databases with fewer tables than the option tables says.",
    "Schemas with the very same tables, one for each tenant: they count as one.",
  ],
  validity: null,
  find: ({ tables, options }) =>
    countTables(tables) < options.tables
      ? []
      : [...tablesBySchema(tables).keys()].map((name) => ({ schema: null, relation: null, kind: "schema", name })),
  judge(subject, { tables, options }) {
    const all = countTables(tables);
    const own = tablesBySchema(tables).get(subject.name)?.length ?? 0;
    const share = Math.floor((100 * own) / all);
    if (share <= options.share || own <= options.tables) return pass;
    return fail(say`Schema ${subject.name} holds ${String(own)} of ${String(all)} tables.`, {
      noRemedy: "which tables belong together is yours to say",
    });
  },
});
