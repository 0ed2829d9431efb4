import type { Column } from "../../../model/column.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { builtInType, ownColumns, sayType } from "../../types/base-type.ts";
import { toWords } from "../../types/column-words.ts";

export const typeJsonText = defineTableRule({
  id: "type-json-text",
  statement: "extended",
  title: "JSON is kept as jsonb, not as text.",
  why: "Text takes JSON that ends in the middle, cannot be asked for a key, and has no index on what is in it.",
  severity: "low",
  score: "none",
  group: "Types",
  profile: "extended",
  evidence: "catalog",
  subjects: "text columns",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "Text whose name and default say nothing of JSON: no row is read.",
    "Array columns, and columns that are inherited.",
  ],
  find: (table) =>
    ownColumns(table).filter(
      (column) => /^(text|varchar)$/.test(builtInType(column) ?? "") && !column.typeParts.base.array,
    ),
  judge(column: Column, _table, { catalog }) {
    const named = /(^|_)jsonb?$/.test(toWords(column.name).join("_"));
    const made = /^'(\{\}|\[\])'::/.test(column.default ?? "");
    if (!named && !made) return pass;
    const how = named ? "but is called JSON" : `but begins as ${column.default?.slice(1, 3)}`;
    return fail([...sayType(column, catalog), `, ${how}.`], {
      facts: [{ name: "type", value: column.type }],
      noRemedy: "a conversion stops at the first value that is no JSON: look at the values first",
    });
  },
});
