import type { Column } from "../../model/column.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { builtInType } from "./base-type.ts";
import { buildIsoCodePreset, ISO_CODE_PRESETS } from "./iso-codes.ts";
import { textColumnsOf } from "./text-columns.ts";
import { buildTextRemedy } from "./text-remedy.ts";

export const typeText = defineTableRule({
  id: "type-text",
  statement: "4.3",
  title: "Text is text; varchar(n) stands only where a length must be enforced, and char(n) nowhere.",
  why: "A length limit costs a migration when it proves too short and saves no space; char(n) pads with blanks besides.",
  severity: "low",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "text columns",
  requires: [],
  justifiable: true,
  options: { presets: ISO_CODE_PRESETS },
  sameAs: [
    "squawk prefer-text-field",
    "squawk ban-char-field",
    "schemalint prefer-text-to-varchar",
    "pg-index-health 30",
  ],
  exempt: [
    "Columns of a domain: it states the length once, with a name.",
    "Columns of type varchar without a length, which pass with a note.",
    "ISO codes of two or three characters for countries, currencies and languages, which the preset justifies.",
    "Letters in place of a boolean, which type-boolean reports, and what has a better type: days, moments, counts, amounts.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table, { catalog }) => textColumnsOf(table, catalog),
  judge(column: Column, table, context) {
    const type = builtInType(column);
    if (type === "text") return pass;
    const { modifier } = column.typeParts;
    if (type === "varchar" && modifier === null)
      return { verdict: "pass", note: say`${column.name} is ${column.type}, which is ${"text"} by another name.` };
    return fail(say`Column ${column.name} is ${column.type}; the guide's type is ${"text"}.`, {
      facts: [{ name: "type", value: column.type }],
      ...buildTextRemedy(column, table, context),
      ...buildIsoCodePreset(column, table, context.options),
    });
  },
});
