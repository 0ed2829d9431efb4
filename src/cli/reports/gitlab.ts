/** GitLab's code quality report: one list of findings, told apart by their fingerprints. */
import { createHash } from "node:crypto";
import { formatJson } from "../../model/json-text.ts";
import { toPlainText } from "../../model/sentence.ts";
import type { Severity } from "../../model/verdict.ts";
import { printable } from "./printable.ts";
import { isOpen, type Reporter } from "./report.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  info: "info",
};

/**
 * Everything that fails, since GitLab itself compares the lists of two branches. It requires a path: where no migration
 * is known, it is what was read.
 */
export const gitlab: Reporter = function* ({ scorecard, catalog, sourcePath, placeOf }) {
  let before = "[\n";
  for (const finding of scorecard.findings.filter(isOpen)) {
    const place = placeOf(finding) ?? { file: sourcePath ?? catalog.source.name, line: 1 };
    const issue = {
      description: printable(`${toPlainText(finding.message)} (${finding.waiverKey})`),
      check_name: finding.rule,
      fingerprint: createHash("sha256").update(finding.fingerprint, "utf8").digest("hex"),
      severity: SEVERITIES[finding.severity],
      location: { path: place.file, lines: { begin: place.line } },
    };
    yield `${before}${formatJson(issue)}`;
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
};
