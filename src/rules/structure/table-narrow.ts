import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";

export const tableNarrow = defineTableRule({
  id: "table-narrow",
  statement: "2.2",
  title: "Tables are narrow: no more than 20 columns of their own.",
  why: "A wide table is mostly several things in one: harder to keep normalised, to lock and to read.",
  severity: "low",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables",
  requires: [],
  justifiable: false,
  options: {
    max: { type: "integer", default: 20, minimum: 1, description: "The most columns that a table may have." },
    exclude: {
      type: "strings",
      default: [],
      description: "Schemas that are wide on purpose, such as one for analytics.",
    },
  },
  sameAs: ["tbls columnCount", "Azimutt entity-too-large"],
  exempt: ["Columns that are inherited or generated are not counted.", "Tables in the schemas of the option exclude."],
  find: (table) => [table],
  judge(_subject, table, { options }) {
    if (options.exclude.includes(table.schema)) return notApplicable(say`schema ${table.schema} is wide on purpose`);
    const count = table.columns.filter((column) => column.local && column.generated === null).length;
    if (count <= options.max) return pass;
    return fail([...say`Table ${table.name}`, ` has ${count} columns; more than ${options.max} is wide.`], {
      noRemedy: "which columns belong together is yours to say",
      facts: [{ name: "columns", value: String(count) }],
    });
  },
});
