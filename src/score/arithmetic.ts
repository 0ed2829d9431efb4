/** Scores as the sums that they come from, for pages and reports. */
import type { Rise } from "../model/plan.ts";
import type { Score } from "../model/scorecard.ts";

/** `31 / (31 + 9) = 77`; `null` where nothing was judged. */
export function formatScoreSum({ score, points }: Score): string | null {
  if (score === null) return null;
  return `${points.pass} / (${points.pass} + ${points.fail}) = ${score}`;
}

/** `(31 + 9 + 2) / (31 + 9 + 2 + 4) = 91 %`; `null` where there is nothing to assess. */
export function formatCoverageSum({ coverage, points }: Score): string | null {
  if (coverage === null) return null;
  const assessed = `${points.pass} + ${points.fail} + ${points.excused}`;
  return `(${assessed}) / (${assessed} + ${points.unassessed}) = ${coverage} %`;
}

/** `+1.9`, rounded down; `+0.04` below a tenth, `<0.01` below a hundredth, `0` for none. */
export function formatRiseText({ numerator, denominator }: Rise): string {
  if (numerator <= 0) return "0";
  const tenths = Math.floor((10 * numerator) / denominator);
  if (tenths > 0) return `+${Math.floor(tenths / 10)}.${tenths % 10}`;
  const hundredths = Math.floor((100 * numerator) / denominator);
  return hundredths > 0 ? `+0.0${hundredths}` : "<0.01";
}
