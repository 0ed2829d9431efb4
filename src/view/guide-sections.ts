/** The guide's sections, and how far a site keeps each. */
import type { AppliedRule } from "../model/scorecard.ts";
import { toTally } from "./conformance.ts";
import type { Site } from "./site.ts";

/** The guide's ten sections, by their number. */
export const SECTIONS: readonly { number: number; name: string }[] = [
  { number: 1, name: "General principles" },
  { number: 2, name: "Schema and tables" },
  { number: 3, name: "Naming" },
  { number: 4, name: "Types and constraints" },
  { number: 5, name: "Indexing" },
  { number: 6, name: "Migrations" },
  { number: 7, name: "Security" },
  { number: 8, name: "Backup and recovery" },
  { number: 9, name: "Testing" },
  { number: 10, name: "Examples" },
];

/** What stands in for a section of the rules that are not in the guide. */
export const BESIDES = { text: "Also worth knowing", id: "also-worth-knowing" };

export interface SectionStanding {
  number: number;
  name: string;
  rules: AppliedRule[];
  /** floor(100 · pass / (pass + fail)) over weights; `null` where nothing was judged. */
  share: number | null;
  /** Rules that judged something, and those that a person vouches for. */
  checked: number;
  attested: number;
  stale: number;
}

/** Sections that have a rule in force, in the guide's order. */
export function toStandings(site: Site): SectionStanding[] {
  return SECTIONS.flatMap(({ number, name }) => {
    const rules = site.scorecard.rules.filter((rule) => sectionOf(rule) === number);
    if (rules.length === 0) return [];
    let met = 0;
    let judged = 0;
    for (const rule of rules) {
      for (const { verdict } of site.resultsOf(rule.id)) {
        if (verdict === "pass" || verdict === "attested") met += rule.weight;
        if (verdict === "pass" || verdict === "attested" || verdict === "fail" || verdict === "stale")
          judged += rule.weight;
      }
    }
    const some = (rule: AppliedRule, verdict: string) =>
      site.resultsOf(rule.id).some((each) => each.verdict === verdict);
    return [
      {
        number,
        name,
        rules,
        share: judged === 0 ? null : Math.floor((100 * met) / judged),
        checked: rules.filter(
          (rule) => toTally(site.resultsOf(rule.id).map(({ verdict }) => verdict)) !== null && rule.scope === "table",
        ).length,
        attested: rules.filter((rule) => some(rule, "attested")).length,
        stale: rules.filter((rule) => some(rule, "stale")).length,
      },
    ];
  });
}

/** `5` of a rule whose statement is `5.2`. */
export function sectionOf(rule: Pick<AppliedRule, "statement">): number {
  return Number.parseInt(rule.statement, 10);
}

export function sectionName(number: number): string {
  return SECTIONS.find((section) => section.number === number)?.name ?? "The guide";
}
