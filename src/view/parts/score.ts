/** A score for people: its seal, and the arithmetic behind it. */
import type { RelationScore, Score } from "../../model/scorecard.ts";
import type { Seal } from "../page.ts";

export function buildSeal({ score, grade, coverage }: Score): Seal {
  const label =
    grade === null
      ? score === null
        ? "Unrated: nothing was judged"
        : `Unrated: ${coverage ?? 0}% assessed, ${score} of 100`
      : `Grade ${grade}, ${score} of 100`;
  return { grade, score, label };
}

/** The sums in full, so that a reader can check the grade; one sentence a line. */
export function describeArithmetic(score: Score & { caps?: RelationScore["caps"] }): string[] {
  const { pass, fail, excused, unassessed } = score.points;
  const lines: string[] = [];
  if (score.score !== null)
    lines.push(
      `Score: 100 × ${pass} / (${pass} + ${fail}) = ${score.score}, points met over points judged, rounded down.`,
    );
  if (score.coverage !== null) {
    const known = pass + fail + excused;
    lines.push(
      `Assessed: 100 × ${known} / (${known} + ${unassessed}) = ${score.coverage}%. Waived or justified rules weigh ${excused} and count neither way; ${unassessed} could not be assessed.`,
    );
  }
  if (score.caps === undefined && score.grade === null && score.score !== null)
    lines.push("Unrated: less than 60% could be assessed.");
  for (const cap of score.caps ?? [])
    lines.push(cap.grade === null ? `Unrated: ${cap.reason}.` : `Held at ${cap.grade}: ${cap.reason}.`);
  return lines;
}
