import type { Column } from "../../model/column.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, notApplicable, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { builtInType, ownColumns, sayType } from "./base-type.ts";
import { toWords } from "./column-words.ts";
import { isCountName, isQuantityName } from "./count-names.ts";
import { isMoneyName } from "./money-words.ts";

export const typeCountInteger = defineTableRule({
  id: "type-count-integer",
  statement: "4.1",
  title: "What is counted is an integer.",
  why: "A count that can be 2.5 or 'three' is one that nobody can add up.",
  severity: "low",
  score: "tables",
  group: "Types",
  profile: "guide",
  evidence: "catalog",
  subjects: "counts",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "A quantity that is measured, not counted: numeric with a scale, or beside a column that names its unit.",
    "Text columns, which type-specific judges.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table) =>
    ownColumns(table).filter((column) => isCountName(column.name) && TYPES.has(builtInType(column) ?? "")),
  judge(column: Column, table, context) {
    const type = builtInType(column) ?? "";
    if (INTEGERS.has(type) || (type === "numeric" && scaleOf(column) === 0)) return pass;
    if (type === "numeric" && isQuantityName(column.name) && (scaleOf(column) !== null || hasUnit(table)))
      return notApplicable(say`${column.name} is measured, not counted`);
    return fail([...sayType(column, context.catalog), ", but its name counts."], {
      noRemedy: "a conversion rounds, or stops at what is no whole number: look at the values first",
      facts: [{ name: "type", value: column.type }],
    });
  },
});

const INTEGERS: ReadonlySet<string> = new Set(["int2", "int4", "int8"]);
const TYPES: ReadonlySet<string> = new Set([...INTEGERS, "numeric", "float4", "float8"]);

/** The decimals of numeric(p, s), kept as (p << 16 | s) + 4; `null` for numeric without them, which takes any. */
function scaleOf({ typeParts: { base } }: Column): number | null {
  return base.modifier === null ? null : (base.modifier - 4) & 0x7ff;
}

/** A column that names a unit, not what one costs: `unit_price`. */
function hasUnit(table: Relation): boolean {
  return table.columns.some(
    ({ name }) => !isMoneyName(name) && toWords(name).some((word) => word === "unit" || word === "uom"),
  );
}
