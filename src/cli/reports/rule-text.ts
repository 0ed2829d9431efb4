/** A rule explained in the terminal: what it asks for, what it judges, and its page. */
import pc from "picocolors";
import type { AppliedRule } from "../../model/scorecard.ts";
import type { Sentence } from "../../model/sentence.ts";
import { toLevel } from "../../model/verdict.ts";
import { formatMarkdownLines } from "./markdown-lines.ts";
import { printable } from "./printable.ts";
import type { Style } from "./report.ts";
import { behind, indented, padded, toTerminalText, widest, wrap } from "./terminal.ts";

const EVIDENCE: Readonly<Record<AppliedRule["evidence"], string>> = {
  catalog: "the catalog",
  migrations: "the migrations",
  server: "a live server",
  workload: "a live server's statistics",
  attestation: "people's word, in a design note",
  rules: "what other rules say",
};

/**
 * Ends with a line break.
 * @param page the rule's page as Markdown; `null` where it has none
 * @param here what a rule that sums up says of the database; `null` for others, and where none was read
 */
export function formatRuleText(
  rule: AppliedRule,
  page: string | null,
  style: Style,
  here: Sentence | null = null,
): string {
  const colours = pc.createColors(style.colour);
  const { bold, dim } = colours;
  const facts: [string, string][] = [
    ["Severity", `${rule.severity}, told as ${toLevel(rule.severity)}`],
    ["Counts", formatCounting(rule)],
    ["Judges", formatJudged(rule)],
    ["Known from", EVIDENCE[rule.evidence]],
    ["Guide", `${toStatementText(rule)}, ${rule.group}`],
    ...(rule.requires.length === 0 ? [] : [["Judged after", rule.requires.join(", ")] as [string, string]]),
    ...(rule.sameAs.length === 0 ? [] : [["Elsewhere", rule.sameAs.join(", ")] as [string, string]]),
  ];
  const wide = widest(facts.map(([name]) => name));
  const lines = [
    bold(rule.id),
    ...wrap(printable(rule.title), style.width),
    "",
    ...facts.flatMap(([name, value]) => behind(`  ${dim(padded(name, wide))}  `, printable(value), style.width)),
    "",
    ...(here === null ? [] : [bold("Here"), "", ...indented(toTerminalText(here, colours), 2, style.width), ""]),
    ...(rule.exempt.length === 0 ? [] : [bold("Leaves alone"), "", ...formatList(rule.exempt, style), ""]),
    ...(rule.options.length === 0 ? [] : [bold("Options"), "", ...formatOptionLines(rule, style), ""]),
    ...(page === null ? formatPageInstead(rule, style) : formatMarkdownLines(page, style)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function toStatementText({ profile, statement }: AppliedRule): string {
  if (profile === "own") return "your own rule";
  return profile === "guide" ? `statement ${statement}` : "not in it";
}

function formatJudged({ evidence, scope, subjects }: AppliedRule): string {
  if (evidence === "rules") return "nothing itself";
  return scope === "project" ? "the whole project" : subjects;
}

function formatCounting({ profile, score, weight }: AppliedRule): string {
  if (profile === "extended" || score === "none" || weight === 0) return "in no score";
  return `${weight} ${weight === 1 ? "point" : "points"} in the ${score} score`;
}

function formatList(texts: readonly string[], { width }: Style): string[] {
  return texts.flatMap((text) =>
    wrap(printable(text), width - 4).map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`)),
  );
}

function formatOptionLines({ options }: AppliedRule, style: Style): string[] {
  const { cyan } = pc.createColors(style.colour);
  return options.flatMap(({ name, value, description }) => [
    `  ${cyan(printable(name))} = ${printable(value)}`,
    ...indented(printable(description), 4, style.width),
  ]);
}

/** What a page would say at least. */
function formatPageInstead(rule: AppliedRule, style: Style): string[] {
  const { bold } = pc.createColors(style.colour);
  const decision = rule.justifiable ? "justified" : "waived";
  const attested = rule.evidence === "attestation";
  const entry = attested
    ? ["attests:", `  - rule: ${rule.id}`, "    on: 2027-01-20", "    by: a.person"]
    : [
        "decisions:",
        `  - rule: ${rule.id}`,
        `    subject: ${rule.scope === "table" ? "public.orders" : "as the finding names it"}`,
        `    kind: ${decision}`,
        "    reason: why it holds here all the same",
        "    review-by: 2027-06-30",
      ];
  const heading = attested ? "To attest it, in a design note" : "To waive it, in a design note";
  return [
    bold("Why"),
    "",
    ...wrap(printable(rule.why), style.width),
    "",
    bold(heading),
    "",
    ...entry.map((line) => `    ${line}`),
  ];
}
