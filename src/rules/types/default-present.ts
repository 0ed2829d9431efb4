import type { Column } from "../../model/column.ts";
import { foreignKeysOf, primaryKeyOf } from "../../model/lookup.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { builtInType, ownColumns } from "./base-type.ts";
import { callsForDefault, hasDomainDefault, isStamp } from "./default-calls.ts";
import { buildDefaultRemedy } from "./default-remedy.ts";
import { isCountedMoment } from "./moment-columns.ts";

export const defaultPresent = defineTableRule({
  id: "default-present",
  statement: "4.7",
  title: "Booleans, states and creation times that must have a value have a default.",
  why: "Without a default every writer has to know the first state, and adding a writer that does not is an error at night.",
  severity: "low",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns that call for a default",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "Columns of a primary or foreign key, generated columns and columns whose domain has a default.",
    "Booleans and states that may be null.",
    "Codes of what a row is, such as kind, role and gender: none of them comes first.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find(table, { catalog }) {
    const keys = new Set([...primaryKeyOf(table), ...foreignKeysOf(table).flatMap((key) => key.columns)]);
    return ownColumns(table).filter(
      (column) => !keys.has(column.name) && column.generated === null && callsForDefault(column, table, catalog),
    );
  },
  judge(column: Column, table, { catalog }) {
    if (column.default !== null || column.identity !== null || hasDomainDefault(column, catalog)) return pass;
    const message = say`Column ${column.name} has no default.`;
    if (!isStamp(column)) return fail(message, { noRemedy: "which value comes first is yours to say" });
    const type = builtInType(column);
    if (type === "timestamp" || isCountedMoment(column))
      return fail([...say`Column ${column.name} has no default`, type === "timestamp" ? WAITS : COUNTS], {
        noRemedy: "the column gets another type first",
      });
    return fail(message, { remedy: buildDefaultRemedy(column, table, "now()") });
  },
});

/** On the type without a time zone `now()` stores the local time of whoever writes the row. */
const WAITS = ": it gets now() once it is timestamptz; until then that would store the local time of each session.";
const COUNTS = ": it gets now() once it is timestamptz.";
