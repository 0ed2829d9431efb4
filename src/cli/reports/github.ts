/** GitHub's workflow commands: an annotation for each finding, on the migration that made its object. */
import { toPlainText } from "../../model/sentence.ts";
import { toLevel } from "../../model/verdict.ts";
import { printable } from "./printable.ts";
import { findRule, isHeard, type Reporter } from "./report.ts";

const COMMANDS = { error: "error", warning: "warning", information: "notice" } as const;

/**
 * One command a line. A new line inside a message is `%0A`; control characters are made visible first, so that no name
 * or comment can begin a command of its own.
 */
export const github: Reporter = function* (report) {
  for (const finding of report.scorecard.findings) {
    if (!isHeard(report, finding)) continue;
    const place = report.placeOf(finding);
    const properties = [
      ...(place === null ? [] : [`file=${escapeProperty(toVisibleLines(place.file))}`, `line=${place.line}`]),
      `title=${escapeProperty(`${finding.rule}: ${printable(finding.waiverKey)}`)}`,
    ];
    const why = findRule(report.scorecard, finding.rule)?.why;
    const message = [
      printable(toPlainText(finding.message)),
      ...(why === undefined ? [] : [printable(why)]),
      ...(finding.remedy?.sql ?? []).map((statement) => `${printable(statement)};`),
    ];
    yield `::${COMMANDS[toLevel(finding.severity)]} ${properties.join(",")}::${escapeData(message.join("\n"))}\n`;
  }
};

/** A path as it is, but for what GitHub has no escape for: other runners read these lines too. */
function toVisibleLines(path: string): string {
  return path.split("\n").map(printable).join("\n");
}

/** As `escapeData` of GitHub's own toolkit (actions/toolkit, packages/core/src/command.ts). */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** As `escapeProperty` there. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
