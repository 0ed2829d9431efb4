/** JUnit's XML: a suite for each table, a case for each rule that had something to judge. */
import { compareText, quoteQualified } from "../../model/names.ts";
import type { Finding, RuleResult, Scorecard } from "../../model/scorecard.ts";
import { toPlainText } from "../../model/sentence.ts";
import { toLevel } from "../../model/verdict.ts";
import { printable } from "./printable.ts";
import { groupByTable, isHeard, isOpen, type Report, type Reporter } from "./report.ts";

/** A case as it is written. `text` is what stands in the element; `null` for none. */
interface Case {
  rule: string;
  outcome: { element: "failure" | "skipped" | "system-out"; attributes: string; text: string } | null;
}

interface Suite {
  name: string;
  cases: Case[];
}

export const junit: Reporter = function* (report) {
  const suites = buildSuites(report);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n`;
  yield `<testsuites name="cartulary"${formatCounts(suites.flatMap((suite) => suite.cases))}>\n`;
  for (const { name, cases } of suites) {
    yield `  <testsuite name="${toXml(name)}"${formatCounts(cases)}>\n`;
    for (const one of cases) yield formatElement(name, one);
    yield "  </testsuite>\n";
  }
  yield "</testsuites>\n";
};

function buildSuites(report: Report): Suite[] {
  const { scorecard } = report;
  const byTable = groupByTable(scorecard.findings);
  const tables = scorecard.relations.map(({ schema, name, results }) => {
    const table = quoteQualified(schema, name);
    return { name: table, cases: buildCases(report, results, byTable.get(table) ?? []) };
  });
  const known = new Set(tables.map((suite) => suite.name));
  const others = [...byTable].flatMap(([table, findings]) => (known.has(table) ? [] : findings));
  const project = { name: "the project", cases: buildCases(report, scorecard.project, others) };
  return [...tables, project].filter((suite) => suite.cases.length > 0);
}

/** Cases of the results, then of findings that are no result of a rule: faults in waivers. */
function buildCases(report: Report, results: readonly RuleResult[], findings: readonly Finding[]): Case[] {
  const byRule = Map.groupBy(findings, (finding) => finding.rule);
  const judged = results.filter((result) => result.verdict !== "n.a.");
  const cases = judged.map((result): Case => {
    const own = byRule.get(result.rule) ?? [];
    byRule.delete(result.rule);
    return { rule: result.rule, outcome: buildOutcome(report, result, own) };
  });
  const faults = [...byRule].sort(([a], [b]) => compareText(a, b));
  return [...cases, ...faults.map(([rule, own]) => ({ rule, outcome: buildOutcome(report, null, own) }))];
}

function buildOutcome(report: Report, result: RuleResult | null, findings: readonly Finding[]): Case["outcome"] {
  const heard = findings.filter((finding) => isHeard(report, finding));
  const [first] = heard;
  if (first !== undefined) {
    const level = toLevel(first.severity);
    const text = heard.map((finding) => formatLines(finding, report)).join("\n");
    if (level === "information") return { element: "system-out", attributes: "", text };
    const message = printable(toPlainText(first.message)) + (heard.length > 1 ? ` And ${heard.length - 1} more.` : "");
    return { element: "failure", attributes: ` type="${level}" message="${toXml(message)}"`, text };
  }
  if (findings.some(isOpen)) return skipped("in the baseline");
  const verdict = result?.verdict ?? "pass";
  if (verdict === "pass" || verdict === "attested") return null;
  const reason = result?.reason ? toPlainText(result.reason) : formatReasons(findings, report.scorecard);
  return skipped(reason === "" ? verdict : `${verdict}: ${reason}`);
}

function skipped(message: string): Case["outcome"] {
  return { element: "skipped", attributes: ` message="${toXml(message)}"`, text: "" };
}

function formatReasons(findings: readonly Finding[], { waivers }: Scorecard): string {
  return [...new Set(findings.flatMap(({ waiver }) => (waiver === null ? [] : (waivers[waiver]?.reason ?? []))))].join(
    "; ",
  );
}

function formatLines(finding: Finding, { placeOf }: Report): string {
  const place = placeOf(finding);
  return [
    printable(toPlainText(finding.message)),
    `  ${printable(finding.waiverKey)}${place === null ? "" : `, ${printable(place.file)}:${place.line}`}`,
    ...(finding.remedy?.sql ?? []).map((statement) => `  ${printable(statement)};`),
  ].join("\n");
}

function formatCounts(cases: readonly Case[]): string {
  const count = (element: string) => cases.filter((one) => one.outcome?.element === element).length;
  return ` tests="${cases.length}" failures="${count("failure")}" errors="0" skipped="${count("skipped")}"`;
}

function formatElement(suite: string, { rule, outcome }: Case): string {
  const start = `    <testcase classname="${toXml(suite)}" name="${toXml(rule)}"`;
  if (outcome === null) return `${start}/>\n`;
  const { element, attributes, text } = outcome;
  const inner = text === "" ? `<${element}${attributes}/>` : `<${element}${attributes}>${toXml(text)}</${element}>`;
  return `${start}>${inner}</testcase>\n`;
}

/** Text and attribute values. What XML 1.0 cannot hold is among what is shown by escapes; line breaks are ours. */
function toXml(text: string): string {
  return text
    .split("\n")
    .map(printable)
    .join("\n")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
