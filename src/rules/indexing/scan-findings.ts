/** What is told of a table that is read whole, or by an index on a part of what is searched by. */

import type { Catalog } from "../../model/catalog.ts";
import type { Relation } from "../../model/relation.ts";
import { fail, type Judgement } from "../../model/rule.ts";
import { say } from "../../model/sentence.ts";
import type { Fact } from "../../model/verdict.ts";
import { type Counters, daysCounted, sayDays } from "../workload/live-counters.ts";
import type { SplitSearch } from "../workload/split-search.ts";
import { areAllKnown, buildFacts, type Search, sayCost } from "../workload/table-searches.ts";
import { sayList } from "./index-prose.ts";
import { buildSearchIndexRemedy } from "./index-remedies.ts";

/** Where the index is missing, and what it would be called by. */
interface Place {
  table: Relation;
  indexPattern: string;
}

/** The failure of a search that no index serves, with the index that would. */
export function buildFailure(
  { statement }: Search,
  columns: string[],
  { table, indexPattern }: Place,
  scans: Fact[],
): Judgement {
  return fail(
    [
      ...say`Table ${table.name} is read whole: no index serves a search by `,
      ...sayList(columns),
      ...sayCost(statement),
    ],
    { facts: [...buildFacts(statement), ...scans], remedy: buildSearchIndexRemedy(columns, [], table, indexPattern) },
  );
}

/** The failure of a search by columns that no index has together, with the index that would. */
export function buildSplitFailure(
  { statement }: Search,
  { exact, rest }: SplitSearch,
  { table, indexPattern }: Place,
): Judgement {
  return fail(
    [
      ...say`No index of ${table.name} serves a search by `,
      ...sayList([...exact, ...rest]),
      " together",
      ...sayCost(statement),
    ],
    { facts: buildFacts(statement), remedy: buildSearchIndexRemedy(exact, rest, table, indexPattern) },
  );
}

/** Of a table that is read whole, by none of the statements that search it. */
export function judgeUnknown({ name }: Relation, catalog: Catalog, facts: Fact[]): Judgement {
  if (areAllKnown(catalog)) return { verdict: "pass", note: ["it is read whole, by no statement that searches"] };
  const noRemedy = "which statements read it whole is not known";
  return fail(say`Table ${name} is read whole more often than by an index.`, { facts, noRemedy });
}

/** How the table was read while the server counted. */
export function scanFacts({ sequentialScans, indexScans, liveRows }: Counters, catalog: Catalog): Fact[] {
  const days = daysCounted(catalog);
  return [
    { name: "scans of the whole table", value: String(sequentialScans) },
    { name: "scans by an index", value: String(indexScans) },
    { name: "rows", value: String(liveRows) },
    ...(days === null ? [] : [{ name: "counted for", value: sayDays(days) }]),
  ];
}
