/** Findings that somebody has excused, with the reason, for the terminal. */
import pc from "picocolors";
import type { Finding, Scorecard } from "../../model/scorecard.ts";
import { printable } from "./printable.ts";
import type { Style } from "./report.ts";
import { toTerminalText, wrap } from "./terminal.ts";

/** Each finding behind its word: waived or justified. */
export function formatExcusedLines(findings: readonly Finding[], { waivers }: Scorecard, style: Style): string[] {
  const colours = pc.createColors(style.colour);
  return findings.flatMap((finding) => {
    const reason = finding.waiver === null ? undefined : waivers[finding.waiver]?.reason;
    const message = toTerminalText(finding.message, colours);
    const because = reason === undefined ? "" : ` ${colours.dim(`Reason: ${printable(reason)}`)}`;
    const [first, ...rest] = wrap(`${finding.verdict} ${finding.rule}: ${message}${because}`, style.width - 4);
    return [`  ${first}`, ...rest.map((line) => `    ${line}`)];
  });
}
