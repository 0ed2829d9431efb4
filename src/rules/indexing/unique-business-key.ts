import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { businessKeysOf, keepsVersions } from "./business-key.ts";
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
      description: "Names of columns that tell rows apart, besides numbers of what is numbered: invoice_number.",
    },
  },
  sameAs: [],
  exempt: [
    "Tables whose primary key is natural, composite or a foreign key.",
    "Logs, events and facts: called so, or with a created_at and without an updated_at.",
    "Tables that hold several versions or messages of one thing: called versions, history, requests and the like.",
    "Names and the like in a table that refers to another: they may repeat from owner to owner. Names of files and other texts are titles.",
  ],
  find: (table, { options }) =>
    surrogateKeyOf(table) !== null && businessKeysOf(table, options.names).length > 0 ? [table] : [],
  judge(_subject, table, { options }) {
    if (uniqueIndexesOf(table).length > 0) return pass;
    const names = new Set(table.columns.map((column) => column.name));
    if (keepsVersions(table)) return notApplicable(say`rows of ${table.name} are versions or messages of something`);
    if (keepsLog(table) || (names.has("created_at") && !names.has("updated_at")))
      return notApplicable(say`rows of ${table.name} are written once, as in a log`);
    const keys = businessKeysOf(table, options.names);
    return fail([...say`Table ${table.name} keeps nothing unique but its surrogate key, not `, ...sayList(keys), "."], {
      noRemedy: "which columns tell rows apart is yours to say, and rows may break it already",
      facts: [{ name: "columns", value: keys.join(", ") }],
    });
  },
});
