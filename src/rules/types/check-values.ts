import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, pass, type RuleContext } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { ownColumns } from "./base-type.ts";
import { boundedColumns, isNumber, startOf } from "./bounded-columns.ts";
import { checksOf } from "./checked-literals.ts";

export const checkValues = defineTableRule({
  id: "check-values",
  statement: "4.8",
  title: "Amounts, counts, shares and periods say their bounds in a CHECK.",
  why: "A negative price or a period that ends before it begins is stored without a word, and found when it is summed up.",
  severity: "info",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns with bounds",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["database_consistency NumericalityConstraint"],
  exempt: [
    "Amounts that may be negative: balances, refunds, changes.",
    "Columns of a range type, arrays, keys, codes and generated columns.",
    "Positions, which may be counted from anywhere.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table) => {
    const bounded = new Set(boundedColumns(table));
    return ownColumns(table).filter((column) => bounded.has(column) || startOf(column, table) !== null);
  },
  judge(column: Column, table, context) {
    const start = startOf(column, table);
    if (start === null)
      return isChecked([column], table, context)
        ? pass
        : fail(say`No CHECK says the bounds of ${column.name}.`, {
            noRemedy: "which values are right is yours to say",
          });
    if (isChecked([start, column], table, context)) return pass;
    const order = isNumber(column) ? "below" : "before";
    return fail([...say`No CHECK says that ${column.name} is not `, order, ...say` ${start.name}.`], {
      noRemedy: "which values are right is yours to say",
    });
  },
});

/** A check or an exclusion is about all of them; of one column, its domain's check does too. */
function isChecked(columns: readonly Column[], table: Relation, { catalog }: RuleContext): boolean {
  const names = columns.map((column) => column.name);
  const together = table.constraints.some(
    ({ kind, columns: held, definition }) =>
      (kind === "check" && names.every((name) => held.includes(name))) ||
      (kind === "exclusion" && names.every((name) => definition.includes(name))),
  );
  const [only, ...others] = columns;
  return together || (only !== undefined && others.length === 0 && checksOf(only, table, catalog).length > 0);
}
