/** Findings as decisions: by rule, in the order in which a team would look at them. */
import { quoteQualified } from "../../model/names.ts";
import type { PlanPlace, PlanStep } from "../../model/plan.ts";
import type { Finding, Scorecard } from "../../model/scorecard.ts";
import type { Sentence } from "../../model/sentence.ts";
import { toLevel } from "../../model/verdict.ts";
import { formatRiseText } from "../../score/arithmetic.ts";
import { buildPlan } from "../../score/plan/index.ts";
import { groupByRule, type RuleGroup } from "../../score/plan/rule-groups.ts";

export interface RankedGroup extends RuleGroup {
  level: ReturnType<typeof toLevel>;
  /** How far which score rises where all that fails now is mended; `null` for a rule that counts in none. */
  gain: Pick<PlanStep, "rise" | "score"> | null;
}

const LEVELS: readonly RankedGroup["level"][] = ["error", "warning", "information"];

/** Errors before warnings before information, and of a level what gives back most before the rest. */
export function groupByDecision(scorecard: Scorecard, heard: readonly Finding[]): RankedGroup[] {
  const steps = new Map(buildPlan(scorecard).steps.map((step) => [step.rule, step]));
  return groupByRule(heard, scorecard)
    .map((group) => ({
      ...group,
      level: toLevel((group.findings[0] as Finding).severity),
      gain: steps.get(group.rule) ?? null,
    }))
    .sort(
      (a, b) =>
        LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
        placeOfScore(a) - placeOfScore(b) ||
        ratioOf(b) - ratioOf(a),
    );
}

/** What raises the tables' score before what raises another, which cannot be compared with it. */
function placeOfScore({ gain }: RankedGroup): number {
  return gain === null ? 2 : gain.score === "tables" ? 0 : 1;
}

function ratioOf({ gain }: RankedGroup): number {
  return gain === null ? 0 : gain.rise.numerator / gain.rise.denominator;
}

/** `+8.2`, and of what where that is not the tables' score; empty for none. */
export function formatRise({ gain }: Pick<RankedGroup, "gain">): string {
  if (gain === null) return "";
  return `${formatRiseText(gain.rise)}${gain.score === "tables" ? "" : ` ${gain.score}`}`;
}

/** Tables named of a rule that fails on more. */
const WORST = 3;

/** `worst in public.fees 12, public.invoices 9, public.wallets 8`; fewer tables are all named. */
export function nameWorst(places: readonly PlanPlace[]): Sentence {
  const once = places.every(({ findings }) => findings === 1);
  const named = places
    .slice(0, WORST)
    .flatMap(
      ({ schema, relation, findings }, place): Sentence => [
        ...(place === 0 ? [] : [", "]),
        { code: quoteQualified(schema, relation) },
        ...(once ? [] : [` ${findings}`]),
      ],
    );
  return [places.length <= WORST ? "in " : "worst in ", ...named];
}
