/** SARIF 2.1.0, as code scanning reads it. https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */

import { formatJson } from "../../model/json-text.ts";
import type { AppliedRule, Finding, Waiver } from "../../model/scorecard.ts";
import { toPlainText } from "../../model/sentence.ts";
import { type Severity, toLevel } from "../../model/verdict.ts";
import { isNew } from "../../score/baseline.ts";
import { fileOf } from "../../view/urls.ts";
import { formatMarkdown } from "./markdown-escape.ts";
import { printable } from "./printable.ts";
import { isOpen, type Place, type Report, type Reporter } from "./report.ts";

const LEVELS = { error: "error", warning: "warning", information: "note" } as const;
/** GitHub's words for how much a result matters that is no matter of security. */
const PROBLEM_SEVERITIES = { error: "error", warning: "warning", information: "recommendation" } as const;

export const sarif: Reporter = function* (report) {
  const { scorecard, version } = report;
  // A fault in a waiver names a rule that the guide does not have; the log describes it all the same.
  const described = new Map<string, object>(scorecard.rules.map((rule) => [rule.id, buildDescriptor(rule, report)]));
  for (const { rule, severity } of scorecard.findings) {
    if (!described.has(rule)) described.set(rule, { id: rule, defaultConfiguration: { level: levelOf(severity) } });
  }
  const indexes = new Map([...described.keys()].map((id, index) => [id, index]));
  const driver = { name: "Cartulary", version, semanticVersion: version, rules: [...described.values()] };
  const run = { tool: { driver }, automationDetails: { id: "cartulary/" }, columnKind: "utf16CodeUnits" };
  // One result a line, in pieces: those of a large database are more than one string can hold.
  yield `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[\n`;
  yield `${formatJson(run).slice(0, -1)},"results":[`;
  for (const [index, finding] of scorecard.findings.entries()) {
    const result = { ruleId: finding.rule, ruleIndex: indexes.get(finding.rule), ...buildResult(finding, report) };
    yield `${index === 0 ? "\n" : ",\n"}${formatJson(result)}`;
  }
  yield "\n]}]}\n";
};

function levelOf(severity: Severity): "error" | "warning" | "note" {
  return LEVELS[toLevel(severity)];
}

function buildDescriptor(rule: AppliedRule, { rulePages, siteUrl }: Report): object {
  const page = rulePages.get(rule.id);
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: {
      text: [rule.title, rule.why, ...rule.exempt.map((exemption) => `Left alone: ${exemption}`)].join("\n"),
      ...(page === undefined ? {} : { markdown: page }),
    },
    ...(siteUrl === null ? {} : { helpUri: new URL(fileOf({ page: "rule", rule: rule.id }), siteUrl).href }),
    defaultConfiguration: { level: levelOf(rule.severity) },
    properties: {
      tags: [rule.group, rule.profile],
      statement: rule.statement,
      severity: rule.severity,
      "problem.severity": PROBLEM_SEVERITIES[toLevel(rule.severity)],
    },
  };
}

function buildResult(finding: Finding, { scorecard, baseline, placeOf, sourcePath }: Report): object {
  const place = placeOf(finding);
  const waiver = finding.waiver === null ? null : (scorecard.waivers[finding.waiver] ?? null);
  return {
    level: levelOf(finding.severity),
    message: { text: withoutLinks(printable(toPlainText(finding.message))), markdown: formatMarkdown(finding.message) },
    locations: [
      {
        ...buildPhysicalLocation(place, sourcePath),
        logicalLocations: [
          { name: finding.subject.name, fullyQualifiedName: finding.waiverKey, kind: toKind(finding.subject.kind) },
        ],
      },
    ],
    partialFingerprints: { "cartulary/v1": finding.fingerprint },
    // Where one result of a run has suppressions, all have: an empty list says that there are none.
    suppressions: isOpen(finding) ? [] : [buildSuppression(waiver)],
    ...(baseline === null ? {} : { baselineState: isNew(finding, baseline) ? "new" : "unchanged" }),
    properties: {
      verdict: finding.verdict,
      evidence: finding.evidence,
      remedy: finding.remedy?.sql ?? [],
    },
  };
}

/** Code scanning refuses a result without a file: where no migration is known, it is what was read. */
function buildPhysicalLocation(place: Place | null, sourcePath: string | null): object {
  const file = place?.file ?? sourcePath;
  if (file === null) return {};
  const artifactLocation = { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
  return { physicalLocation: { artifactLocation, ...(place === null ? {} : { region: { startLine: place.line } }) } };
}

/** SARIF's own kinds of logical locations where they fit; others are allowed (3.33.7). */
function toKind(kind: string): string {
  return kind === "column" ? "member" : kind;
}

/** A comment's decision stands in the migration itself; a note's and the config's beside it. */
function buildSuppression(waiver: Waiver | null): object {
  const kind = waiver?.carrier === "comment" ? "inSource" : "external";
  return { kind, status: "accepted", ...(waiver === null ? {} : { justification: waiver.reason }) };
}

/** SARIF reads `[text](target)` in a message as a link (3.11.6); names must not make one. */
function withoutLinks(text: string): string {
  return text.replaceAll("](", "\\](");
}
