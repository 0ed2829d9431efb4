/** What makes `score` exit with 1. */
import type { Finding } from "../model/scorecard.ts";
import { toLevel } from "../model/verdict.ts";
import { isHeard, isOpen, isWeighed, type Report } from "./reports/report.ts";

/** `new` is any new finding, `new-error` and `new-warning` a new one of that level or above. */
export const FAIL_ON = ["error", "warning", "new", "new-error", "new-warning", "none"] as const;
export type FailOn = (typeof FAIL_ON)[number];

type Judged = Pick<Report, "scorecard" | "baseline" | "weighed">;

/**
 * Why the command ends with 1, in one sentence; `null` where nothing is at or past the threshold. Findings of the
 * guide, of the team's own rules and of waivers count; those of the extended profile where the config weighs them.
 */
export function describeFailure(
  report: Judged,
  { failOn, minScore }: { failOn: FailOn; minScore?: number | undefined },
): string | null {
  const { scorecard } = report;
  const reached = scorecard.findings.filter((finding) => isReached(finding, report, failOn)).length;
  if (reached > 0) {
    const what = failOn.startsWith("new") ? "new " : "";
    return `${reached} ${what}${reached === 1 ? "finding is" : "findings are"} at or past --fail-on ${failOn}.`;
  }
  const tables = scorecard.scores.tables.score;
  if (minScore === undefined || tables === null || tables >= minScore) return null;
  return `The tables' score is ${tables}, below --min-score ${minScore}.`;
}

function isReached(finding: Finding, report: Judged, failOn: FailOn): boolean {
  if (failOn === "none" || !isOpen(finding) || !isWeighed(report, finding)) return false;
  if (failOn.startsWith("new") && !isHeard(report, finding)) return false;
  if (failOn === "new") return true;
  const level = toLevel(finding.severity);
  return level === "error" || (failOn.endsWith("warning") && level === "warning");
}
