import type { Column } from "../../../model/column.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { familyOf, plainColumns, usesOf } from "./type-uses.ts";

export const columnInconsistentType = defineTableRule({
  id: "column-inconsistent-type",
  statement: "extended",
  title: "Columns of one name have one type.",
  why: "Who knows a name from other tables takes its type for granted, and so do the queries that put them together.",
  severity: "low",
  score: "none",
  group: "Types",
  profile: "extended",
  evidence: "catalog",
  subjects: "columns whose name other tables have too",
  requires: [],
  justifiable: false,
  options: {
    minimum: { type: "integer", default: 3, minimum: 2, description: "In how many tables a name must stand." },
    except: {
      type: "strings",
      default: (
        "id code content data default description field filter format index key kind label level method mode name " +
        "number options order payload position priority rank reference result role scope size source state status " +
        "target text title type unit value values version"
      ).split(" "),
      description: "Names that say too little to have one meaning.",
    },
  },
  sameAs: ["SchemaCrawler LinterColumnTypes", "Azimutt attribute-type-inconsistent", "pg-index-health 45"],
  exempt: [
    "Types of one family: text and varchar, integers of any size, timestamps with a time zone or without.",
    "Columns of primary and foreign keys; fk-type-mismatch judges those.",
    "Names of which no type has three quarters, so that none can be called the usual one.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table, { catalog, options }) =>
    plainColumns(table).filter(
      ({ name }) => !options.except.includes(name) && (usesOf(catalog).get(name)?.total ?? 0) >= options.minimum,
    ),
  judge(column: Column, _table, { catalog }) {
    const uses = usesOf(catalog).get(column.name);
    if (uses === undefined) return pass;
    const usual = uses.types.find(({ count }) => 4 * count >= 3 * uses.total);
    if (usual === undefined || usual.family === familyOf(column)) return pass;
    const where = `in ${usual.count} of the ${uses.total} tables that have it.`;
    return fail([...say`Column ${column.name} is ${column.type} here, but ${usual.type} `, where], {
      noRemedy: "which of the types is right is yours to say",
      facts: [
        { name: "type", value: column.type },
        { name: "usual type", value: usual.type },
      ],
    });
  },
});
