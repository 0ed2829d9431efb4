/** A plan's costs and gains in words, the same in every format for people. */
import type { Plan, PlanCost, PlanLock, PlanStep, Rated } from "../../../model/plan.ts";
import { count } from "../../../model/sentence.ts";
import { formatRiseText } from "../../../score/arithmetic.ts";

/** `77 (C)`; an unrated score has no letter. */
export function formatRated({ score, grade }: Rated): string {
  return `${score ?? 0}${grade === null ? "" : ` (${grade})`}`;
}

/** `3 rules lead the tables from 77 (C) to 91 (A)`; `null` where no rule about tables fails. */
export function formatLead({ before, route }: Pick<Plan, "before" | "route">): string | null {
  const last = route.at(-1);
  if (last === undefined) return null;
  const lead = route.length === 1 ? "rule leads" : "rules lead";
  return `${route.length} ${lead} the tables from ${formatRated(before)} to ${formatRated(last.after)}`;
}

/** `+8.2`, and of which score where it is not that of tables. */
export function formatGain({ rise, score }: Pick<PlanStep, "rise" | "score">): string {
  return `${formatRiseText(rise)}${score === "tables" ? "" : ` ${score}`}`;
}

const DURING: Readonly<Record<PlanLock["during"], string>> = {
  rewrite: "while rewritten",
  scan: "while read",
  moment: "for a moment",
};

/** What mending a rule locks and leaves to people, a phrase each. */
export function describeCost({ withSql, byHand, locks }: PlanCost): string[] {
  const shown = locks.filter(({ mode }) => mode !== null);
  return [
    ...shown.map(({ mode, during, tables }) => `${mode} ${DURING[during]}: ${count(tables, "table")}`),
    ...(byHand === 0 ? [] : [withSql === 0 ? "by hand" : `${byHand} of ${byHand + withSql} by hand`]),
  ];
}
