import type { Catalog } from "../../../model/catalog.ts";
import type { Column } from "../../../model/column.ts";
import { quoteQualified } from "../../../model/names.ts";
import type { Relation } from "../../../model/relation.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { countingFor } from "../../naming/counting-sequences.ts";
import { builtInType, ownColumns } from "../../types/base-type.ts";

export const typeSerialVsIdentity = defineTableRule({
  id: "type-serial-vs-identity",
  statement: "extended",
  title: "A column that counts up is an identity column, not a serial.",
  why: "A serial's sequence has privileges and a default of its own, which dumps, copies of the table and grants forget.",
  severity: "low",
  score: "none",
  group: "Types",
  profile: "extended",
  evidence: "catalog",
  subjects: "columns that count up",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["squawk prefer-identity", "schemalint prefer-identity"],
  exempt: [
    "Defaults that take from a sequence which the column does not own: several tables may share it.",
    "Defaults that do more with the number than take it, and columns of other types than integers.",
    "Columns that are inherited: they are judged on the parent.",
  ],
  find: (table, { catalog }) =>
    ownColumns(table).filter((column) => column.identity !== null || sequenceOf(column, table, catalog) !== null),
  judge(column: Column, table, { catalog }) {
    if (column.identity !== null) return pass;
    const sequence = sequenceOf(column, table, catalog) ?? "";
    return fail(say`Column ${column.name} counts up as a serial, by the sequence ${sequence}.`, {
      noRemedy: "several statements in one transaction, and grants on the sequence have to follow",
      facts: [
        { name: "default", value: column.default ?? "" },
        { name: "sequence", value: sequence },
      ],
    });
  },
});

/** The sequence of a serial, as SQL writes it; `null` for other columns. */
function sequenceOf(column: Column, table: Relation, catalog: Catalog): string | null {
  // Only these can be identity columns; of a default that does more with the number nothing else can be made.
  if (column.typeParts.kind !== "base" || !INTEGERS.has(builtInType(column) ?? "")) return null;
  if (!/^nextval\('[^']+'::regclass\)$/.test(column.default ?? "")) return null;
  const counting = countingFor(table, catalog).find((each) => each.column === column.name)?.sequence;
  return counting === undefined || counting.ownedBy === null ? null : quoteQualified(counting.schema, counting.name);
}

const INTEGERS: ReadonlySet<string> = new Set(["int2", "int4", "int8"]);
