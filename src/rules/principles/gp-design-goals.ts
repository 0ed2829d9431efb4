import { defineSummaryRule } from "../../model/rule.ts";

/** What the sections that it sums up are called, in the guide's words. */
const SECTIONS: ReadonlyMap<number, string> = new Map([
  [2, "schema and tables"],
  [3, "naming"],
  [4, "types and constraints"],
  [5, "indexing"],
]);

export const gpDesignGoals = defineSummaryRule({
  id: "gp-design-goals",
  statement: "1.4",
  title: "The schema holds what is true, grows without being made anew, and can be read by whoever comes next.",
  why: "It is what the rules on tables, names, types and indexes are for, and how far they are kept says how near it is.",
  group: "Structure",
  sameAs: [],
  exempt: ["It has no finding and no points of its own: they would count what sections 2 to 5 count already."],
  sumUp(sections) {
    const parts = sections.flatMap(({ number, share }) => {
      const name = SECTIONS.get(number);
      return name === undefined ? [] : [`${name} ${share === null ? "not assessed" : `${share}%`}`];
    });
    return [parts.length === 0 ? "no rule of sections 2 to 5 is in force" : `points met: ${parts.join(", ")}`];
  },
});
