/** The SQL file of proven remedies, with what is left to a person behind comment marks. */
import type { Catalog } from "../model/catalog.ts";
import { buildLookup } from "../model/lookup.ts";
import type { Finding } from "../model/scorecard.ts";
import { toPlainText } from "../model/sentence.ts";
import { buildCommentStub } from "./comment-stub.ts";
import { toCommentedOut, toCommentText } from "./comment-text.ts";
import type { LeftRemedy, Proof, ProvenRemedy } from "./proof.ts";
import { formatGroup, PHASES, type Phase } from "./statement.ts";

/** The first line of every file that we write. */
export const SQL_MARK = "-- Written by `cartulary fix`, which overwrites only files that begin with this line.";

const HEADINGS: Readonly<Record<Phase, string>> = {
  types: "Types",
  indexes: "Indexes",
  constraints: "Constraints and defaults",
  names: "Names",
  removals: "What another index makes redundant",
};

/** The whole file; `name` says what was read, for people. Untrusted text in it ends no comment. */
export function formatSqlFile(proof: Proof, catalog: Catalog, name: string): string {
  const lookup = buildLookup(catalog);
  const stubs = proof.withoutRemedy.flatMap((finding) => buildCommentStub(finding, lookup)?.fill ?? []);
  const others = proof.withoutRemedy.filter((finding) => buildCommentStub(finding, lookup) === null);
  const parts = [
    formatHead(proof, name),
    ...PHASES.flatMap((phase) => formatPhasePart(phase, proof.proven)),
    ...formatList("Mended by the statements above as well", proof.mendedByOthers.map(formatLine)),
    ...formatList("Judged only once the statements above have run", proof.uncovered.map(formatLine)),
    ...formatList(
      "Made by the statements above, and of less weight than what they mend",
      proof.outweighed.map(formatLine),
    ),
    ...formatList("Not proven, so not run", proof.left.flatMap(formatLeftLines)),
    ...formatList("Comments to write: fill the quotes and take the marks away", stubs.map(toCommentedOut)),
    ...formatList("Findings that no statement mends", others.map(formatLine)),
  ];
  return `${parts.join("\n\n")}\n`;
}

const ROWS = "Whether the rows allow a constraint or a type shows when it is run.";

function formatHead({ proven, engine, omissions, outweighed }: Proof, name: string): string {
  const lost = omissions.filter(({ kind }) => kind === "schema");
  const count = proven.length === 1 ? "1 remedy" : `${proven.length} remedies`;
  const comments = [
    `${count} for ${name}.`,
    `Run one after the other on ${engine} (embedded), on a database with this schema and without rows: after them the`,
    `findings are gone and no remedy has made a new one${outweighed.length > 0 ? " but those named below" : ""}. ${ROWS}`,
    "",
    "Run it with psql --set ON_ERROR_STOP=1 --file. It has transactions of its own, and statements that PostgreSQL",
    "refuses inside one, so not with --single-transaction. Where it stops, mend what stopped it, and let cartulary fix",
    "write it anew: what has run is left out then.",
    ...(lost.length === 0 ? [] : ["", "The database that it was proven on lacks:"]),
    ...lost.map(({ what, reason }) => `  ${what}: ${reason}`),
  ];
  const lines = [SQL_MARK, "--", ...comments.map(formatComment)];
  if (proven.length === 0) return lines.join("\n");
  // Both may be set for the role. What runs outside transactions waits for others, and blocks nobody meanwhile.
  return [...lines, "", "SET lock_timeout = 0;", "SET statement_timeout = 0;"].join("\n");
}

function formatPhasePart(phase: Phase, proven: readonly ProvenRemedy[]): string[] {
  const own = proven.filter((each) => each.phase === phase);
  return own.length === 0 ? [] : [`-- ${HEADINGS[phase]}`, ...own.map(formatRemedyPart)];
}

function formatRemedyPart({ finding, groups }: ProvenRemedy): string {
  return [
    formatComment(`${finding.rule}, ${finding.waiverKey}: ${toPlainText(finding.message)}`),
    formatComment(`Locks: ${finding.remedy?.lock}`),
    ...groups.map(formatGroup),
  ].join("\n");
}

function formatList(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [[`-- ${heading}`, "--", ...lines].join("\n")];
}

function formatLeftLines({ finding, reason }: LeftRemedy): string[] {
  const sql = finding.remedy?.sql ?? [];
  return [formatLine(finding), formatComment(`  ${reason}`), ...sql.map(toCommentedOut)];
}

function formatLine(finding: Finding): string {
  return formatComment(`${finding.rule}, ${finding.waiverKey}: ${toPlainText(finding.message)}`);
}

function formatComment(text: string): string {
  return `-- ${toCommentText(text)}`.trimEnd();
}
