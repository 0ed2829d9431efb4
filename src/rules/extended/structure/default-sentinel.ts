import type { Catalog } from "../../../model/catalog.ts";
import type { Column } from "../../../model/column.ts";
import { foreignKeysOf } from "../../../model/lookup.ts";
import type { Relation } from "../../../model/relation.ts";
import { defineTableRule, fail, pass } from "../../../model/rule.ts";
import { say } from "../../../model/sentence.ts";
import { suspectedTarget } from "../../structure/suspected-reference.ts";
import { builtInType, ownColumns } from "../../types/base-type.ts";

export const defaultSentinel = defineTableRule({
  id: "default-sentinel",
  statement: "extended",
  title: "No default stands for a value that is not known.",
  why: "A day in 1970 or a key of zeros is a value like any other: it is counted, compared and joined, and nothing tells it from a real one.",
  severity: "low",
  score: "none",
  group: "Structure",
  profile: "extended",
  evidence: "catalog",
  subjects: "columns with a default",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: [],
  exempt: [
    "The nil UUID and 0 in columns with a foreign key: the table keeps a row for it. Numbers that are no key of a table, such as how far a job came.",
    "Generated columns, and columns that are inherited.",
  ],
  find: (table) => ownColumns(table).filter((column) => column.default !== null),
  judge(column: Column, table, { catalog }) {
    const sentinel = sentinelOf(column, table, catalog);
    if (sentinel === null) return pass;
    return fail(say`Column ${column.name} is ${sentinel} where nothing is known: NULL says that.`, {
      facts: [{ name: "default", value: column.default ?? "" }],
      noRemedy: "rows that hold it already, and programs that ask for it, change with it",
    });
  },
});

const DAYS = /^'(0001-01-01|1000-01-01|1900-01-01|1970-01-01|9999-12-31)( 00:00:00| 23:59:59)?[^']*'::(date|timestamp)/;
const NIL = /^'00000000-0000-0000-0000-000000000000'::/;
const MINUS = /^\(?'?-1'?\)?(::|$)/;
const ZERO = /^'?0'?(::|$)/;

/** What the default stands in NULL's place as, `null` where it does not. */
function sentinelOf(column: Column, table: Relation, catalog: Catalog): string | null {
  const { name, default: text } = column;
  if (text === null || foreignKeysOf(table).some((key) => key.columns.includes(name))) return null;
  if (DAYS.test(text) || NIL.test(text)) return /^'([^']*)'/.exec(text)?.[1] ?? null;
  const refers = /^int[248]$/.test(builtInType(column) ?? "") && suspectedTarget(column, table, catalog) !== null;
  if (refers && MINUS.test(text)) return "-1";
  return refers && ZERO.test(text) ? "0" : null;
}
