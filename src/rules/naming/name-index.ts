import type { Index } from "../../model/index-definition.ts";
import type { Relation } from "../../model/relation.ts";
import { defineTableRule, pass } from "../../model/rule.ts";
import { clipName, hasGeneratedIndexName } from "./generated-names.ts";
import { toDescription } from "./name-description.ts";
import { beginsWith, generatedNames, isNamed, joinName, judgeName } from "./name-pattern.ts";
import { isFirstToWant, toIndexRename } from "./rename.ts";

export const nameIndex = defineTableRule({
  id: "name-index",
  statement: "3.6",
  title: "An index is called idx_, its table and its key columns.",
  why: "Plans and error messages name indexes; the name should say what is indexed.",
  severity: "low",
  score: "tables",
  group: "Naming",
  profile: "guide",
  evidence: "catalog",
  subjects: "indexes without a constraint",
  requires: [],
  justifiable: false,
  options: { generatedNames },
  sameAs: [],
  exempt: [
    "Indexes behind constraints, which have the constraint's name.",
    "Indexes of partitions, which PostgreSQL names.",
    "An ending after the columns, for what sets the index apart; columns under INCLUDE are no part of the name.",
    "A unique index may begin with uq_ instead of idx_, and one with an expression may go on as it likes.",
    "Of names longer than 63 bytes only as much as fits.",
  ],
  find: (table) => table.indexes.filter((index) => index.constraint === null),
  judge(index: Index, table, { options }) {
    const prefixes = index.unique ? ["idx", "uq"] : ["idx"];
    if (prefixes.some((prefix) => isByPattern(prefix, index, table))) return pass;
    const free = table.indexes.filter((each) => each.constraint === null);
    const expected = toExpected(index, table);
    const first = isFirstToWant(index, free, (each) => toExpected(each, table));
    return judgeName({
      what: "Index",
      name: index.name,
      expected,
      generated: hasGeneratedIndexName(index, table),
      option: options.generatedNames,
      remedy: first ? toIndexRename(index, expected, table) : null,
    });
  },
});

function isByPattern(prefix: string, index: Index, table: Relation): boolean {
  const start = joinName(prefix, table.name);
  const columns = columnsOf(index);
  if (columns === null) return beginsWith(index.name, start);
  const whole = joinName(start, ...columns);
  if (isNamed(index.name, whole) || beginsWith(index.name, whole)) return true;
  return Buffer.byteLength(whole) > 63 && index.name.startsWith(clipName(start));
}

/** The key columns, `null` where one is an expression. */
function columnsOf(index: Index): string[] | null {
  const columns = index.key.map(({ column }) => column);
  return columns.every((column) => column !== null) ? columns : null;
}

function toExpected(index: Index, table: Relation): string {
  const start = joinName("idx", table.name);
  const columns = columnsOf(index);
  if (columns === null) return clipName(joinName(start, toDescription(index.name, table) ?? "expression"));
  const apart = index.predicate !== null ? ["partial"] : index.method === "btree" ? [] : [index.method];
  return clipName(joinName(start, ...columns, ...apart));
}
