/** A table explained in the terminal: its grade with the arithmetic, every verdict, findings, and what to mend first. */
import pc from "picocolors";
import { quoteQualified } from "../../model/names.ts";
import type { Rated } from "../../model/plan.ts";
import type { Relation } from "../../model/relation.ts";
import type { AppliedRule, RelationScore, RuleResult, Scorecard } from "../../model/scorecard.ts";
import { count } from "../../model/sentence.ts";
import { formatCoverageSum, formatRiseText, formatScoreSum } from "../../score/arithmetic.ts";
import { computeGains, type Gain } from "../../score/gains.ts";
import { formatExcusedLines } from "./excused-lines.ts";
import { formatGradeText } from "./in-words.ts";
import { printable } from "./printable.ts";
import { isOpen, type Style } from "./report.ts";
import { formatFindingLines } from "./table-findings-text.ts";
import { behind, indented, padded, toTerminalText, widest } from "./terminal.ts";

/** Ends with a line break. */
export function formatTableText(relation: Relation, score: RelationScore, scorecard: Scorecard, style: Style): string {
  const { bold, dim } = pc.createColors(style.colour);
  const own = scorecard.findings.filter(
    ({ subject }) => subject.schema === relation.schema && subject.relation === relation.name,
  );
  const open = own.filter(isOpen);
  const excused = own.filter((finding) => !isOpen(finding));
  const sums = [formatScoreSum(score), formatCoverageSum(score)];
  const name = printable(quoteQualified(relation.schema, relation.name));
  const lines = [
    `${bold(name)}  ${relation.kind}, ${formatGradeText(score)}`,
    ...(sums[0] === null ? [] : [dim(`  score     ${sums[0]}`)]),
    ...(sums[1] === null ? [] : [dim(`  assessed  ${sums[1]}`)]),
    ...score.caps.map(({ grade, reason }) => `  ${grade === null ? "unrated" : `no better than ${grade}`}: ${reason}`),
    "",
    ...formatGroupLines(score, scorecard, style),
    ...(open.length === 0 ? [] : [bold("Findings"), ...formatFindingLines(open, style, { whole: true }), ""]),
    ...(excused.length === 0 ? [] : [bold("Excused"), ...formatExcusedLines(excused, scorecard, style), ""]),
    ...formatGainLines(relation, scorecard, style),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** By group, what had something to judge; the rest in one paragraph. */
function formatGroupLines(score: RelationScore, { rules }: Scorecard, style: Style): string[] {
  const { bold, dim } = pc.createColors(style.colour);
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const judged = score.results.filter((result) => result.verdict !== "n.a.");
  const wide = widest(judged.map((result) => result.rule));
  const groups = Map.groupBy(judged, (result) => known.get(result.rule)?.group ?? "Structure");
  const lines = [...groups].flatMap(([group, results]) => [
    bold(group),
    ...results.flatMap((result) => formatVerdictLines(result, known.get(result.rule), wide, style)),
  ]);
  const rest = score.results.filter((result) => result.verdict === "n.a.").map((result) => result.rule);
  if (rest.length > 0) lines.push(dim("Nothing to check for"), ...indented(rest.join(", "), 2, style.width).map(dim));
  return [...lines, ""];
}

/** `  fail          index-fk     2 of 5 foreign keys`. */
function formatVerdictLines(result: RuleResult, rule: AppliedRule | undefined, wide: number, style: Style): string[] {
  const colours = pc.createColors(style.colour);
  const { pass, fail, excused, notAssessed } = result.subjects;
  const verdict = padded(result.verdict, "not assessed".length);
  const coloured =
    result.verdict === "fail" || result.verdict === "stale"
      ? colours.red(verdict)
      : result.verdict === "pass" || result.verdict === "attested"
        ? colours.green(verdict)
        : colours.yellow(verdict);
  const counted = result.verdict === "fail" ? fail : pass;
  const all = pass + fail + excused + notAssessed;
  const reason =
    result.reason === null
      ? `${counted} of ${all} ${printable(rule?.subjects ?? "")}${excused === 0 ? "" : `, ${excused} excused`}`
      : toTerminalText(result.reason, colours);
  return behind(`  ${coloured}  ${padded(result.rule, wide)}  `, colours.dim(reason.trimEnd()), style.width);
}

/** What mending each failed rule gives back, the most first. */
function formatGainLines({ schema, name }: Relation, scorecard: Scorecard, style: Style): string[] {
  const { bold, dim } = pc.createColors(style.colour);
  const gains = computeGains(scorecard).filter((gain) => gain.schema === schema && gain.relation === name);
  if (gains.length === 0) return [];
  const wide = widest(gains.map((gain) => gain.rule));
  const highest = [...gains].sort((a, b) => (b.table?.after.score ?? 0) - (a.table?.after.score ?? 0));
  return [
    bold("What would raise its grade most"),
    ...highest.flatMap((gain) => {
      const then = gain.unblocks.length === 0 ? [] : [`After it can be judged: ${gain.unblocks.join(", ")}.`];
      return [
        ...behind(`  ${padded(gain.rule, wide)}  `, dim(formatGainText(gain)), style.width),
        ...then.flatMap((text) => indented(text, wide + 4, style.width)).map(dim),
      ];
    }),
  ];
}

/** `2 findings: B 83 to A 91, and the tables score +0.4`. */
function formatGainText({ failures, table, rise, score }: Gain): string {
  const own = table === null ? "" : `${formatMark(table.before)} to ${formatMark(table.after)}, and `;
  return `${count(failures, "finding")}: ${own}the ${score} score ${formatRiseText(rise)}`;
}

/** `B 83`; an unrated table has a score and no grade. */
function formatMark({ grade, score }: Rated): string {
  return `${grade ?? "unrated"} ${score ?? ""}`.trimEnd();
}
