import type { Column } from "../../../model/column.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { builtInType, ownColumns, sayType } from "../../types/base-type.ts";
import { typeBoolean } from "../../types/type-boolean.ts";
import { typeSpecific } from "../../types/type-specific.ts";
import { failuresOf } from "../already-reported.ts";

export const typeChar = defineTableRule({
  id: "type-char",
  statement: "extended",
  title: 'No column is char(n) by way of a domain, nor of the internal type "char".',
  why: 'char(n) pads with blanks that comparisons and length() pass over; "char" is one byte, and meant for system catalogs.',
  severity: "low",
  score: "none",
  group: "Types",
  profile: "extended",
  evidence: "catalog",
  subjects: "columns of domains over text",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["schemalint prefer-text-to-char", "pg-index-health 30"],
  exempt: [
    "Columns declared as char(n) themselves, which type-text judges.",
    "What type-boolean and type-specific report already.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find(table, context) {
    const reported = [typeBoolean, typeSpecific].flatMap((rule) => failuresOf(rule, table, context));
    const names = new Set(reported.map(({ subject }) => subject.name));
    return ownColumns(table).filter((column) => isJudged(column) && !names.has(column.name));
  },
  judge(column: Column, _table, { catalog }) {
    const type = builtInType(column);
    const facts = [{ name: "type", value: column.type }];
    if (type === "char")
      return fail(say`Column ${column.name} is ${column.type}, a type of one byte for system catalogs.`, {
        noRemedy: "a change of type reads every value, and comparisons with blanks change their meaning",
        facts,
      });
    if (type !== "bpchar") return pass;
    return fail([...sayType(column, catalog), ": it pads with blanks."], {
      noRemedy: "a change of type reads every value, and comparisons with blanks change their meaning",
      facts,
    });
  },
});

const TEXTS: ReadonlySet<string> = new Set(["text", "varchar", "bpchar"]);

function isJudged(column: Column): boolean {
  const type = builtInType(column) ?? "";
  return type === "char" || (column.typeParts.kind === "domain" && TEXTS.has(type));
}
