import type { Relation } from "../../model/relation.ts";
import { defineTableRule, fail, pass } from "../../model/rule.ts";
import { sayList } from "../indexing/index-prose.ts";

export const noRepeatingGroups = defineTableRule({
  id: "no-repeating-groups",
  statement: "2.2",
  title: "A list is rows of a table of its own, not numbered columns.",
  why: "Numbered columns end where somebody stopped counting, and every question must be asked of each of them.",
  severity: "low",
  score: "tables",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "tables with numbered columns",
  requires: [],
  justifiable: false,
  options: {},
  sameAs: ["SchemaCrawler IncrementingColumns", "pg-index-health 44"],
  exempt: [
    "Two columns, such as address_line1 and address_line2.",
    "Numbers that do not follow each other or stand on columns of different types, as in sha256 and ipv6.",
  ],
  find: (table) => (groupsOf(table).some((group) => group.length >= 2) ? [table] : []),
  judge(_subject, table) {
    const [group, ...others] = groupsOf(table).filter(({ length }) => length >= LIST);
    if (group === undefined) return pass;
    return fail(["Columns ", ...sayList(group), " are a list in columns."], {
      noRemedy: "a table of its own takes the values, and programs have to write there",
      facts: [group, ...others].map((names) => ({ name: "columns", value: names.join(", ") })),
    });
  },
});

/** From how many columns on a group is a list; an address has two lines. */
const LIST = 3;

/** Runs of columns of one type that differ in a number only, which goes up by one. */
function groupsOf(table: Relation): string[][] {
  const runs = new Map<string, { name: string; number: number }[]>();
  for (const { name, local, typeParts } of table.columns) {
    const match = /^(.*[^\d_])_?(0?[1-9]\d?)$/.exec(name);
    if (match === null || !local) continue;
    const { base } = typeParts;
    const key = [match[1], base.schema, base.name, base.array].join("\0");
    runs.set(key, [...(runs.get(key) ?? []), { name, number: Number(match[2]) }]);
  }
  return [...runs.values()].flatMap((members) => {
    const sorted = members.toSorted((a, b) => a.number - b.number);
    const starts = sorted.filter((one, at) => at === 0 || sorted[at - 1]?.number !== one.number - 1);
    const groups = starts.map((start) => {
      const from = sorted.indexOf(start);
      return sorted
        .slice(from)
        .filter((one, step) => one.number === start.number + step)
        .map(({ name }) => name);
    });
    return groups;
  });
}
