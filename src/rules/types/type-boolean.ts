import type { Column } from "../../model/column.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, type Mending, pass, type RuleContext } from "../../model/rule.ts";
import { builtInType, ownColumns, sayType } from "./base-type.ts";
import { meansBoolean } from "./boolean-stand-in.ts";
import { isBooleanName } from "./boolean-words.ts";
import { buildRetypeRemedy } from "./retype.ts";

export const typeBoolean = defineTableRule({
  id: "type-boolean",
  statement: "4.5",
  title: "What is either true or false is boolean.",
  why: "A number or a letter in place of a boolean takes values that mean neither, and every reader has to know the code.",
  severity: "medium",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns of yes or no",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "Names that end in _at, _on, _by, _id, _count or _until.",
    "Columns of a foreign key, of an enum type or of a type that is no usual stand-in for a boolean.",
    "Columns whose CHECK allows more than two values, such as CHECK (active BETWEEN 0 AND 3).",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table, { catalog }) =>
    ownColumns(table).filter(
      (column) =>
        isBooleanName(column.name) &&
        meansBoolean(column, table, catalog) &&
        !foreignKeysOf(table).some((key) => key.columns.includes(column.name)),
    ),
  judge(column: Column, table, context) {
    if (builtInType(column) === "bool") return pass;
    return fail([...sayType(column, context.catalog), ", but its name asks for yes or no."], {
      facts: [{ name: "type", value: column.type }],
      ...toRemedy(column, table, context),
    });
  },
});

function toRemedy(column: Column, table: Relation, context: RuleContext): Mending {
  const type = builtInType(column);
  if (!/^(int[248]|numeric)$/.test(type ?? "")) return { noRemedy: "which of its values mean yes is yours to say" };
  // PostgreSQL prints a cast as (0)::bigint or '0'::bigint.
  const standing = /^\(?'?([01])'?\)?(::.*)?$/.exec(column.default ?? "")?.[1];
  if (column.default !== null && standing === undefined) return { noRemedy: "its default is neither 0 nor 1" };
  return buildRetypeRemedy(column, table, context, {
    type: "boolean",
    using: (name) => `${name} <> 0`,
    keeps: "nothing",
    ...(standing === undefined ? {} : { default: standing === "1" ? "true" : "false" }),
    caution: "The application must write true and false at once.",
  });
}
