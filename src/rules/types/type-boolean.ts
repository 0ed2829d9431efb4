import type { Column } from "../../model/column.ts";
import { foreignKeysOf } from "../../model/lookup.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { builtInType, ownColumns, sayType } from "./base-type.ts";
import { buildBooleanRemedy } from "./boolean-remedy.ts";
import { meansBoolean } from "./boolean-stand-in.ts";
import { isBooleanName } from "./boolean-words.ts";

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
    "Two codes of something that is no question: the side of a trade, a sex, a version.",
    "Columns whose CHECK allows more than two values, such as CHECK (active BETWEEN 0 AND 3).",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table, { catalog }) =>
    ownColumns(table).filter(
      (column) =>
        (isBooleanName(column.name) || builtInType(column) !== "bool") &&
        meansBoolean(column, table, catalog) &&
        !foreignKeysOf(table).some((key) => key.columns.includes(column.name)),
    ),
  judge(column: Column, table, context) {
    if (builtInType(column) === "bool") return pass;
    const asks = isBooleanName(column.name) ? "its name asks for yes or no" : "its CHECK allows a yes and a no alone";
    return fail([...sayType(column, context.catalog), `, but ${asks}.`], {
      facts: [{ name: "type", value: column.type }],
      ...buildBooleanRemedy(column, table, context),
    });
  },
});
