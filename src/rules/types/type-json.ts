import type { Column } from "../../model/column.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { builtInType, ownColumns, sayType } from "./base-type.ts";
import { buildRetypeRemedy } from "./retype.ts";

export const typeJson = defineTableRule({
  id: "type-json",
  statement: "4.6",
  title: "JSON is stored as jsonb, not as json.",
  why: "The type json keeps the text, has no equality and no index, and is parsed anew on every read.",
  severity: "medium",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "JSON columns",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["schemalint prefer-jsonb-to-json", "pg-index-health 13"],
  exempt: ["Columns that are inherited: they are judged on the parent."],
  find: (table) => ownColumns(table).filter((column) => TYPES.has(builtInType(column) ?? "")),
  judge(column: Column, table, context) {
    if (builtInType(column) === "jsonb") return pass;
    return fail([...sayType(column, context.catalog), ...say`; ${"jsonb"} can be compared and indexed.`], {
      facts: [{ name: "type", value: column.type }],
      ...buildRetypeRemedy(column, table, context, {
        type: "jsonb",
        using: (name) => `${name}::jsonb${column.typeParts.array ? "[]" : ""}`,
        keeps: "nothing",
        caution: "The order of keys, duplicate keys and white space go.",
      }),
    });
  },
});

const TYPES: ReadonlySet<string> = new Set(["json", "jsonb"]);
