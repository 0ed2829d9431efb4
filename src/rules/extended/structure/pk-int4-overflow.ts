import type { Column } from "../../../model/column.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { isReferencing, keyColumnOf } from "../../structure/primary-key.ts";
import { builtInType } from "../../types/base-type.ts";

export const pkInt4Overflow = defineTableRule({
  id: "pk-int4-overflow",
  statement: "extended",
  title: "A primary key that is counted up is a bigint.",
  why: "The day an integer key runs out every insert fails, and the way out rewrites the table and all that refer to it.",
  severity: "medium",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "counted primary keys",
  requires: ["pk-required"],
  justifiable: false,
  options: {},
  sameAs: ["squawk prefer-bigint-over-int", "active_record_doctor short_primary_key_type"],
  exempt: [
    "Keys that no sequence counts up: an application's own codes.",
    "Keys of several columns, and a key that is a foreign key too.",
  ],
  find(table) {
    const column = keyColumnOf(table);
    const counted = column !== null && (column.identity !== null || /\bnextval\(/.test(column.default ?? ""));
    return counted && !isReferencing(column.name, table) && LIMITS.has(builtInType(column) ?? "") ? [column] : [];
  },
  judge(column: Column, table) {
    const limit = LIMITS.get(builtInType(column) ?? "") ?? null;
    if (limit === null) return pass;
    return fail(
      [...say`The key ${column.name} of table ${table.name} is ${column.type}`, `, which ends at ${limit}.`],
      {
        noRemedy: "a wider key rewrites the table, and every column that refers to it has to follow",
        facts: [{ name: "type", value: column.type }],
      },
    );
  },
});

/** The last number of each type; `null` for one that does not run out. */
const LIMITS: ReadonlyMap<string, string | null> = new Map([
  ["int2", "32,767"],
  ["int4", "2,147,483,647"],
  ["int8", null],
]);
