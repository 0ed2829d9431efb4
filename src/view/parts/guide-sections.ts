/** The guide's sections with the rules that answer them, and how far a site keeps each. */
import type { GuideContradiction, GuideSection, GuideStatement } from "../../content/guide.ts";
import type { AppliedRule } from "../../model/scorecard.ts";
import { type Evidence, evidenceSchema, type Verdict } from "../../model/verdict.ts";
import { computeShare, countResults } from "../../score/points.ts";
import type { Site } from "../site.ts";

/** Where the guide's index lists the rules of the team's own, which answer no statement of the guide. */
export const OWN_RULES = { title: "Your own rules", anchor: "your-own-rules" };

export interface SectionResult {
  section: GuideSection;
  rules: AppliedRule[];
  /** Of 100 points of its rules those that are met; `null` where nothing was judged. */
  share: number | null;
  /** Rules that passed or failed somewhere, and those that a person vouches for. */
  checked: number;
  attested: number;
  stale: number;
}

/** Every section of the guide, in its order. */
export function sectionResults(site: Site): SectionResult[] {
  return site.guide.map((section) => {
    const rules = section.statements.flatMap((statement) => rulesOf(site, statement));
    const some = (rule: AppliedRule, ...verdicts: Verdict[]) =>
      site.resultsOf(rule.id).some(({ verdict }) => verdicts.includes(verdict));
    return {
      section,
      rules,
      share: computeShare(rules, countResults(rules.flatMap(({ id }) => site.resultsOf(id)))),
      checked: rules.filter((rule) => some(rule, "pass", "fail")).length,
      attested: rules.filter((rule) => some(rule, "attested")).length,
      stale: rules.filter((rule) => some(rule, "stale")).length,
    };
  });
}

/** `84% of points met`, `not assessed`; empty for a section without rules. */
export function describeShare({ rules, share }: Pick<SectionResult, "rules" | "share">): string {
  if (rules.length === 0) return "";
  return share === null ? "not assessed" : `${share}% of points met`;
}

/** The rules in force that answer a statement, in registry order. */
export function rulesOf(site: Site, { number }: Pick<GuideStatement, "number">): AppliedRule[] {
  return site.scorecard.rules.filter((rule) => rule.profile === "guide" && rule.statement === number);
}

/** Rules in force that are neither the guide's nor of the extended profile. */
export function ownRulesOf(site: Site): AppliedRule[] {
  return site.scorecard.rules.filter((rule) => !site.isExtended(rule.id) && placeOf(site, rule) === null);
}

/** The section and the statement that a rule answers; `null` for a rule that is not in the guide. */
export function placeOf(
  site: Site,
  rule: Pick<AppliedRule, "profile" | "statement">,
): { section: GuideSection; statement: GuideStatement } | null {
  if (rule.profile !== "guide") return null;
  for (const section of site.guide) {
    const statement = section.statements.find(({ number }) => number === rule.statement);
    if (statement !== undefined) return { section, statement };
  }
  return null;
}

/** A contradiction with the section and statement under which it stands. */
export interface PlacedContradiction {
  section: GuideSection;
  statement: GuideStatement;
  contradiction: GuideContradiction;
}

/** All contradictions of the guide by their number. */
export function contradictionsOf(site: Site): PlacedContradiction[] {
  const numberOf = ({ contradiction }: PlacedContradiction) => Number(contradiction.number.slice(1));
  return site.guide
    .flatMap((section) =>
      section.statements.flatMap((statement) =>
        statement.contradictions.map((contradiction) => ({ section, statement, contradiction })),
      ),
    )
    .sort((a, b) => numberOf(a) - numberOf(b));
}

const EVIDENCE: Readonly<Record<Evidence, string>> = {
  catalog: "read from the catalog",
  migrations: "read from the migrations",
  server: "read from a server",
  workload: "read from the workload",
  attestation: "attested",
  rules: "summed up from other rules",
};

/** How a rule comes to know: `read from the catalog`. */
export function describeEvidence({ evidence }: Pick<AppliedRule, "evidence">): string {
  return EVIDENCE[evidence];
}

/** `54 read from the catalog, 11 attested`. */
export function countEvidence(rules: readonly AppliedRule[]): string {
  return evidenceSchema.options
    .flatMap((evidence) => {
      const number = rules.filter((rule) => rule.evidence === evidence).length;
      return number === 0 ? [] : [`${number} ${EVIDENCE[evidence]}`];
    })
    .join(", ");
}
