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
  const suites = toSuites(report);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n`;
  yield `<testsuites name="cartulary"${toCounts(suites.flatMap((suite) => suite.cases))}>\n`;
  for (const { name, cases } of suites) {
    yield `  <testsuite name="${toXml(name)}"${toCounts(cases)}>\n`;
    for (const one of cases) yield toElement(name, one);
    yield "  </testsuite>\n";
  }
  yield "</testsuites>\n";
};

function toSuites(report: Report): Suite[] {
  const { scorecard } = report;
  const byTable = groupByTable(scorecard.findings);
  const tables = scorecard.relations.map(({ schema, name, results }) => {
    const table = quoteQualified(schema, name);
    return { name: table, cases: toCases(report, results, byTable.get(table) ?? []) };
  });
  const known = new Set(tables.map((suite) => suite.name));
  const others = [...byTable].flatMap(([table, findings]) => (known.has(table) ? [] : findings));
  const project = { name: "the project", cases: toCases(report, scorecard.project, others) };
  return [...tables, project].filter((suite) => suite.cases.length > 0);
}

/** Cases of the results, then of findings that are no result of a rule: faults in waivers. */
function toCases(report: Report, results: readonly RuleResult[], findings: readonly Finding[]): Case[] {
  const byRule = Map.groupBy(findings, (finding) => finding.rule);
  const judged = results.filter((result) => result.verdict !== "n.a.");
  const cases = judged.map((result): Case => {
    const own = byRule.get(result.rule) ?? [];
    byRule.delete(result.rule);
    return { rule: result.rule, outcome: toOutcome(report, result, own) };
  });
  const faults = [...byRule].sort(([a], [b]) => compareText(a, b));
  return [...cases, ...faults.map(([rule, own]) => ({ rule, outcome: toOutcome(report, null, own) }))];
}

function toOutcome(report: Report, result: RuleResult | null, findings: readonly Finding[]): Case["outcome"] {
  const heard = findings.filter((finding) => isHeard(report, finding));
  const [first] = heard;
  if (first !== undefined) {
    const level = toLevel(first.severity);
    const text = heard.map((finding) => toLines(finding, report)).join("\n");
    if (level === "information") return { element: "system-out", attributes: "", text };
    const message = printable(toPlainText(first.message)) + (heard.length > 1 ? ` And ${heard.length - 1} more.` : "");
    return { element: "failure", attributes: ` type="${level}" message="${toXml(message)}"`, text };
  }
  if (findings.some(isOpen)) return skipped("in the baseline");
  const verdict = result?.verdict ?? "pass";
  if (verdict === "pass" || verdict === "attested") return null;
  const reason = result?.reason ? toPlainText(result.reason) : toReasons(findings, report.scorecard);
  return skipped(reason === "" ? verdict : `${verdict}: ${reason}`);
}

function skipped(message: string): Case["outcome"] {
  return { element: "skipped", attributes: ` message="${toXml(message)}"`, text: "" };
}

function toReasons(findings: readonly Finding[], { waivers }: Scorecard): string {
  return [...new Set(findings.flatMap(({ waiver }) => (waiver === null ? [] : (waivers[waiver]?.reason ?? []))))].join(
    "; ",
  );
}

function toLines(finding: Finding, { placeOf }: Report): string {
  const place = placeOf(finding);
  return [
    printable(toPlainText(finding.message)),
    `  ${printable(finding.waiverKey)}${place === null ? "" : `, ${printable(place.file)}:${place.line}`}`,
    ...(finding.remedy?.sql ?? []).map((statement) => `  ${printable(statement)};`),
  ].join("\n");
}

function toCounts(cases: readonly Case[]): string {
  const count = (element: string) => cases.filter((one) => one.outcome?.element === element).length;
  return ` tests="${cases.length}" failures="${count("failure")}" errors="0" skipped="${count("skipped")}"`;
}

function toElement(suite: string, { rule, outcome }: Case): string {
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
