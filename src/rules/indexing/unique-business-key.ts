import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { sayList } from "./index-prose.ts";
import { keepsLog, surrogateKeyOf, uniqueIndexesOf } from "./kept-unique.ts";

export const uniqueBusinessKey = defineTableRule({
  id: "unique-business-key",
  statement: "5.7",
  title: "What the business tells rows apart by is unique, besides the surrogate key.",
  why: "A surrogate key lets the same customer in twice; only a unique index on what makes a row that row does not.",
  severity: "low",
  score: "tables",
  group: "Indexing",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables with a business key",
  requires: ["pk-required"],
  justifiable: false,
  options: {
    names: {
      type: "strings",
      default: ["email", "slug", "code", "sku", "username", "name", "external_id", "token"],
      description: "Names of columns that tell rows apart, besides those that end in _number.",
    },
  },
  sameAs: [],
  exempt: [
    "Tables whose primary key is natural, composite or a foreign key.",
    "Logs, events and facts: called so, or with a created_at and without an updated_at.",
  ],
  find: (table, { options }) =>
    surrogateKeyOf(table) !== null && keysOf(table, options.names).length > 0 ? [table] : [],
  judge(_subject, table, { options }) {
    if (uniqueIndexesOf(table).length > 0) return pass;
    const names = new Set(table.columns.map((column) => column.name));
    if (keepsLog(table) || (names.has("created_at") && !names.has("updated_at")))
      return notApplicable(say`rows of ${table.name} are written once, as in a log`);
    const keys = keysOf(table, options.names);
    return fail([...say`Table ${table.name} keeps nothing unique but its surrogate key, not `, ...sayList(keys), "."], {
      facts: [{ name: "columns", value: keys.join(", ") }],
    });
  },
});

/** Columns that must have a value and are named as what the business tells rows apart by. */
function keysOf(table: Relation, names: readonly string[]): string[] {
  return table.columns
    .filter(({ name, nullable }) => !nullable && (names.includes(name) || /_number$/.test(name)))
    .map((column) => column.name);
}
