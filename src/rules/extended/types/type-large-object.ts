import type { Column } from "../../../model/column.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { builtInType, ownColumns } from "../../types/base-type.ts";

export const typeLargeObject = defineTableRule({
  id: "type-large-object",
  statement: "extended",
  title: "Bytes are kept in bytea, not as large objects.",
  why: "Deleting a row leaves its large object behind; it has privileges of its own, and foreign keys and policies do not reach it.",
  severity: "low",
  score: "none",
  group: "Types",
  profile: "extended",
  evidence: "catalog",
  subjects: "columns of bytes",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["pg-index-health 34"],
  exempt: [
    "Columns of type oid whose name ends in id: they refer to a system catalog.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table) => ownColumns(table).filter((column) => builtInType(column) === "bytea" || isLargeObject(column)),
  judge(column: Column) {
    if (!isLargeObject(column)) return pass;
    return fail(say`Column ${column.name} is ${column.type}: it holds the number of a large object, not the bytes.`, {
      noRemedy: "the bytes have to be read out of the large objects by the application",
      facts: [{ name: "type", value: column.type }],
    });
  },
});

function isLargeObject(column: Column): boolean {
  return builtInType(column) === "oid" && (column.typeParts.name === "lo" || !/id$/i.test(column.name));
}
