import type { Column } from "../../model/column.ts";
import { quoteQualified } from "../../model/names.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { builtInType, ownColumns } from "../types/base-type.ts";
import { oncePerCatalog } from "./once-per-catalog.ts";

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
    ownColumns(table).filter(
      (column) => column.identity !== null || sequenceOf(column, table, owned(catalog)) !== null,
    ),
  judge(column: Column, table, { catalog }) {
    if (column.identity !== null) return pass;
    const sequence = sequenceOf(column, table, owned(catalog)) ?? "";
    return fail(say`Column ${column.name} counts up as a serial, by the sequence ${sequence}.`, {
      facts: [
        { name: "default", value: column.default ?? "" },
        { name: "sequence", value: sequence },
      ],
    });
  },
});

/** The sequences that columns own, by the column. */
const owned = oncePerCatalog(
  (catalog): ReadonlyMap<string, string> =>
    new Map(
      catalog.sequences.flatMap(({ schema, name, ownedBy }) =>
        ownedBy === null ? [] : [[keyOf(ownedBy), quoteQualified(schema, name)] as const],
      ),
    ),
);

function sequenceOf(column: Column, table: Relation, sequences: ReadonlyMap<string, string>): string | null {
  // Only these can be identity columns; of a default that does more with the number nothing else can be made.
  if (column.typeParts.kind !== "base" || !INTEGERS.has(builtInType(column) ?? "")) return null;
  if (!/^nextval\('[^']+'::regclass\)$/.test(column.default ?? "")) return null;
  return sequences.get(keyOf({ schema: table.schema, relation: table.name, column: column.name })) ?? null;
}

const INTEGERS: ReadonlySet<string> = new Set(["int2", "int4", "int8"]);

function keyOf({ schema, relation, column }: { schema: string; relation: string; column: string }): string {
  return `${schema}\0${relation}\0${column}`;
}
