/**
 * Findings for a terminal by rule: where a rule fails on most of a schema, it is one decision. All of it is to fit on a
 * page: each rule says where it fails worst, and as many as there is room for say what they found.
 */
import pc from "picocolors";
import stringWidth from "string-width";
import { quoteQualified } from "../../model/names.ts";
import type { Finding } from "../../model/scorecard.ts";
import { count, type Sentence } from "../../model/sentence.ts";
import type { RuleGroup } from "../../score/plan/rule-groups.ts";
import { printable } from "./printable.ts";
import { findRule, type Report } from "./report.ts";
import { formatRise, groupByDecision, nameWorst, type RankedGroup } from "./rule-order.ts";
import { indented, levelLabels, padded, toTerminalText, widest } from "./terminal.ts";

/** Columns before what is said of a rule: two, the level, a space. */
const INDENT = 10;
/** A rule that found more is told in short, whatever room there is. */
const MOST_TOLD = 12;

/**
 * One block a rule, errors first and then by what mending gives back; a line for all that is information only.
 * @param room lines that all of it may take
 */
export function* formatByRule(
  report: Pick<Report, "scorecard" | "style">,
  heard: readonly Finding[],
  room: number,
): Iterable<string> {
  if (heard.length === 0) return;
  const groups = groupByDecision(report.scorecard, heard);
  const told = groups.filter(({ level }) => level !== "information");
  const information = formatInformation(
    groups.filter(({ level }) => level === "information"),
    report,
  );
  const wide = widest(told.map(({ rule }) => rule));
  const forms = told.map((group) => buildForms(group, wide, report));
  for (const lines of [...fit(forms, room - information.length - 1), information]) {
    if (lines.length > 0) yield `${lines.join("\n")}\n`;
  }
  yield "\n";
}

/** What a rule may say, from the least to all. */
type Forms = readonly string[][];

function buildForms(
  group: RankedGroup,
  wide: number,
  { scorecard, style }: Pick<Report, "scorecard" | "style">,
): Forms {
  const colours = pc.createColors(style.colour);
  const { rule, findings, places, level } = group;
  const label = `  ${levelLabels(colours)[level]} `;
  const counted = padded(formatNumbers(group), "1000 in 1000 tables".length);
  const beyond = findRule(scorecard, rule)?.profile === "extended";
  const numbers = `${counted} ${beyond ? "beyond the guide" : formatRise(group)}`.trimEnd();
  const below = (text: string) => indented(text, INDENT, style.width);
  const head =
    INDENT + wide + 2 + stringWidth(numbers) > style.width
      ? [`${label}${rule}`, ...below(numbers.replaceAll(/ +/g, " ")).map(colours.dim)]
      : [`${label}${padded(rule, wide)}  ${colours.dim(numbers)}`];
  const whole = [...head, ...findings.flatMap((finding) => below(formatFinding(finding, colours)))];
  if (findings.length === 1) return [head, whole];
  const [first] = findings as [Finding];
  const short =
    places.length === 0
      ? below(`${formatFinding(first, colours)} And ${findings.length - 1} more.`)
      : below(toTerminalText(nameWorst(places), colours));
  const title = findRule(scorecard, rule)?.title;
  const titled = [...head, ...(title === undefined ? [] : below(printable(title))), ...short];
  return [head, [...head, ...short], titled, ...(findings.length > MOST_TOLD ? [] : [whole])];
}

/** `394 in 135 tables`. */
function formatNumbers({ findings, places }: RuleGroup): string {
  return places.length === 0 ? String(findings.length) : `${findings.length} in ${count(places.length, "table")}`;
}

/** Behind its table, which most messages do not name. */
function formatFinding({ subject, message }: Finding, colours: Parameters<typeof toTerminalText>[1]): string {
  const { schema, relation } = subject;
  const table: Sentence =
    schema === null || relation === null ? [] : [{ code: quoteQualified(schema, relation) }, ": "];
  return toTerminalText([...table, ...message], colours);
}

/** Every rule with the number of its findings, on as few lines as hold them. */
function formatInformation(groups: readonly RankedGroup[], { style }: Pick<Report, "style">): string[] {
  if (groups.length === 0) return [];
  const colours = pc.createColors(style.colour);
  const text = groups.map(({ rule, findings }) => `${rule} ${findings.length}`).join(", ");
  const [first = "", ...rest] = indented(text, INDENT, style.width);
  return [`  ${levelLabels(colours).information} ${first.trimStart()}`, ...rest];
}

/** Of each rule the most that leaves room for the least of the others: places, then titles, then findings, few before many. */
function fit(forms: readonly Forms[], room: number): string[][] {
  const chosen = forms.map(([least = []]) => least);
  let left = room - chosen.reduce((sum, lines) => sum + lines.length, 0);
  const most = Math.max(1, ...forms.map(({ length }) => length));
  for (let step = 1; step < most; step += 1) {
    const wanting = forms
      .map((each, place) => ({ place, lines: each[step] }))
      .filter((each): each is { place: number; lines: string[] } => each.lines !== undefined)
      .sort((a, b) => (step < 3 ? 0 : a.lines.length - b.lines.length));
    for (const { place, lines } of wanting) {
      const more = lines.length - (chosen[place] as string[]).length;
      if (more > left) continue;
      left -= more;
      chosen[place] = lines;
    }
  }
  return chosen;
}
