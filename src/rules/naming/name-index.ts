import type { Index } from "../../model/index-definition.ts";
import { defineTableRule, pass } from "../../model/rule.ts";
import { hasGeneratedIndexName } from "./generated-names.ts";
import { expectedIndexName, isIndexName } from "./index-names.ts";
import { generatedNames, INDEX_PATTERN, judgeName, patternOption } from "./name-pattern.ts";
import { buildIndexRename, isFirstToWant } from "./rename.ts";

const PLACEHOLDERS = ["table", "columns", "column"] as const;

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
  options: {
    pattern: patternOption("indexes are", PLACEHOLDERS, INDEX_PATTERN),
    uniquePattern: patternOption("unique indexes are, or may be,", PLACEHOLDERS, "uq_{table}_{columns}"),
    generatedNames,
  },
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
    const [asked] = options.pattern as readonly [string];
    const isNamed = (each: Index) =>
      [...options.pattern, ...(each.unique ? options.uniquePattern : [])].some((pattern) =>
        isIndexName(pattern, each, table),
      );
    if (isNamed(index)) return pass;
    const free = table.indexes.filter((each) => each.constraint === null && !isNamed(each));
    const expected = expectedIndexName(asked, index, table);
    const first = isFirstToWant(index, free, (each) => expectedIndexName(asked, each, table));
    return judgeName({
      what: "Index",
      name: index.name,
      expected,
      generated: hasGeneratedIndexName(index, table),
      option: options.generatedNames,
      remedy: first ? buildIndexRename(index, expected, table) : null,
    });
  },
});
