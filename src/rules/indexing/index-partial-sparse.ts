import type { Index } from "../../model/index-definition.ts";
import { quoteIdentifier } from "../../model/names.ts";
import { defineTableRule, fail, notApplicable, notAssessed, pass } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import { onlyColumnOf, servesOnlySearches } from "./plain-index.ts";

export const indexPartialSparse = defineTableRule({
  id: "index-partial-sparse",
  statement: "5.6",
  title: "An index on a column that is nearly always null leaves the nulls out.",
  why: "Nearly all of the index says only that there is nothing to find, and is written and cached all the same.",
  severity: "info",
  score: "tables",
  group: "Indexing",
  profile: "guide",
  evidence: "server",
  subjects: "indexes on one nullable column",
  requires: [],
  justifiable: false,
  options: {
    percent: {
      type: "integer",
      default: 95,
      minimum: 1,
      description: "How many of the rows must be null, in percent.",
    },
    rows: { type: "integer", default: 100_000, minimum: 1, description: "Tables with fewer rows are left alone." },
  },
  sameAs: ["pg-index-health 6", "active_record_doctor unindexed_deleted_at"],
  exempt: [
    "Unique indexes, and those that have a predicate already.",
    "Replayed histories, and columns that were never analyzed or may not be read: not assessed.",
  ],
  find: (table) =>
    table.indexes.filter(
      (index) => servesOnlySearches(index) && index.predicate === null && onlyColumnOf(index, table)?.nullable === true,
    ),
  judge(index: Index, table, { catalog, options }) {
    if (catalog.source.kind !== "server") return notAssessed(["it needs a live server's figures"]);
    const column = onlyColumnOf(index, table);
    const rows = table.statistics?.rows ?? null;
    const share = column?.statistics?.nullFraction;
    if (column === null || rows === null || share === undefined)
      return notAssessed(say`how often ${column?.name ?? index.name} is null is not known`);
    if (rows < options.rows) return notApplicable(say`${table.name} has few rows`);
    if (share < options.percent / 100) return pass;
    const predicate = `WHERE ${quoteIdentifier(column.name)} IS NOT NULL`;
    return fail(
      [
        ...say`Index ${index.name} holds mostly nulls`,
        ` (${Math.floor(share * 100)}%): `,
        ...say`consider ${predicate}.`,
      ],
      {
        noRemedy: "whether anybody searches for the nulls is not known",
        facts: [{ name: "index", value: index.definition }],
      },
    );
  },
});
