import type { Column } from "../../../model/column.ts";
import type { Relation } from "../../../model/relation.ts";
import { defineTableRule, fail } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { isReferencing } from "../../structure/primary-key.ts";
import { builtInType, ownColumns } from "../../types/base-type.ts";
import { toWords } from "../../types/column-words.ts";

export const fkPolymorphic = defineTableRule({
  id: "fk-polymorphic",
  statement: "extended",
  title: "A column refers to rows of one table, so that a foreign key can hold it.",
  why: "Where a second column says which table is meant, no foreign key can: rows outlive what they belong to, and joins find nothing.",
  severity: "info",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "columns that refer to rows of several tables",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: ["Pairs that are a foreign key together, and identifiers of another system: external, remote, provider."],
  find: (table) => ownColumns(table).filter((column) => typeColumnOf(column, table) !== null),
  judge(column: Column, table) {
    const type = typeColumnOf(column, table) as string;
    return fail(say`Column ${column.name} refers to rows of whichever table ${type} names: no foreign key holds it.`, {
      noRemedy: "a column for each table, or a table between, takes its place, and programs have to follow",
    });
  },
});

const OTHERS = /^(external|remote|provider|third_party|stripe|vendor|source_system)(_|$)/;

/** The column that says which table is meant: `owner_type` beside `owner_id`; `null` for none. */
function typeColumnOf(column: Column, table: Relation): string | null {
  const stem = /^(.+)_id$/.exec(toWords(column.name).join("_"))?.[1];
  if (stem === undefined || OTHERS.test(stem) || !KEYS.has(builtInType(column) ?? "")) return null;
  if (isReferencing(column.name, table)) return null;
  const named = table.columns.find((other) => toWords(other.name).join("_") === `${stem}_type`);
  if (named === undefined || isReferencing(named.name, table)) return null;
  return TEXTS.has(builtInType(named) ?? "") ? named.name : null;
}

const KEYS: ReadonlySet<string> = new Set(["int4", "int8", "uuid"]);
const TEXTS: ReadonlySet<string> = new Set(["text", "varchar"]);
