import type { Column } from "../../../model/column.ts";
import { quoteLiteral } from "../../../model/names.ts";
import { buildRemedy } from "../../../model/remedy.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { builtInType, ownColumns } from "../../types/base-type.ts";

export const defaultJsonString = defineTableRule({
  id: "default-json-string",
  statement: "extended",
  title: "No JSON column has a text that holds JSON as its default.",
  why: "The default is a string with braces in it, not an object: its keys cannot be asked for, and operators on it find nothing.",
  severity: "medium",
  score: "none",
  group: "Types",
  profile: "extended",
  evidence: "catalog",
  subjects: "JSON columns with a default",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["Strings that are no JSON in themselves: a word, an empty text."],
  find: (table) =>
    ownColumns(table).filter((column) => column.default !== null && /^jsonb?$/.test(builtInType(column) ?? "")),
  judge(column: Column, table) {
    const inner = innerJsonOf(column.default ?? "");
    if (inner === null) return pass;
    const { schema, name: relation } = table;
    const type = builtInType(column) ?? "jsonb";
    const action = { kind: "set default", schema, table: relation, column: column.name } as const;
    return fail(say`The default of ${column.name} is a text that holds ${inner}, not ${inner} itself.`, {
      facts: [{ name: "default", value: column.default ?? "" }],
      remedy: buildRemedy(
        [{ ...action, expression: `${quoteLiteral(inner)}::${type}` }],
        "Rows that are there keep the text: mend them besides.",
      ),
    });
  },
});

/** The array or object that a default such as `'"{}"'::jsonb` holds as a text; `null` for other defaults. */
function innerJsonOf(expression: string): string | null {
  const literal = /^'((?:[^']|'')*)'::jsonb?$/.exec(expression)?.[1]?.replaceAll("''", "'");
  const text = literal === undefined ? null : parse(literal);
  if (typeof text !== "string" || !/^\s*[[{]/.test(text)) return null;
  return parse(text) === null ? null : text.trim();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
