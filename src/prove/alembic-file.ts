/** Proven remedies as one Alembic revision, with a downgrade. */
import { createHash } from "node:crypto";
import type { Catalog } from "../model/catalog.ts";
import { buildLookup } from "../model/lookup.ts";
import type { RemedyAction } from "../model/remedy-action.ts";
import { breakRunnerCommands } from "../model/runner-commands.ts";
import { toPlainText } from "../model/sentence.ts";
import { replaceUnseen } from "../model/visible-text.ts";
import { buildCommentStub } from "./comment-stub.ts";
import { toCommentText } from "./comment-text.ts";
import { invertRemedy } from "./inverse.ts";
import { withLeftoversRemoved } from "./leftovers.ts";
import type { Proof, ProvenRemedy } from "./proof.ts";
import { groupStatements } from "./statement.ts";

/** The first line of every revision that we write. */
export const ALEMBIC_MARK = "# Written by `cartulary fix`, which overwrites only files that begin with this line.";

const COMMENTS = "# Comments to write: fill the quotes and take the marks away, here and in downgrade.";
const COMMENTS_BACK = "# Comments as they were: take the marks away where you took them away in upgrade.";

/**
 * The revision. Its id comes of its statements; what it revises is the last revision where the catalog comes of
 * Alembic, else it is left to be filled in.
 */
export function formatAlembicFile(proof: Proof, catalog: Catalog, name: string): string {
  const statements = proof.proven.flatMap(({ finding }) => finding.remedy?.sql ?? []);
  const revision = createHash("sha256").update(statements.join("\0")).digest("hex").slice(0, 12);
  const head = catalog.source.tool === "Alembic" ? (catalog.history.at(-1)?.version ?? null) : null;
  const lookup = buildLookup(catalog);
  const stubs = proof.withoutRemedy.flatMap((finding) => buildCommentStub(finding, lookup) ?? []);
  const down = [...proof.proven].reverse().flatMap((remedy) => {
    const { schema, relation } = remedy.finding.subject;
    const before = lookup.relation(schema ?? "", relation ?? "");
    const inverse = invertRemedy(remedy.finding.remedy?.actions ?? [], before);
    if (inverse === null) return [formatComment(`${formatTitle(remedy)} is not taken back: something could be lost.`)];
    return inverse.length === 0 ? [] : [formatComment(formatTitle(remedy)), ...formatCalls(inverse)];
  });
  const up = proof.proven.flatMap((remedy) => [
    formatComment(`${formatTitle(remedy)}: ${toPlainText(remedy.finding.message)}`),
    formatComment(`Locks: ${remedy.finding.remedy?.lock}`),
    ...formatCalls(remedy.finding.remedy?.actions ?? []),
  ]);
  return [
    ALEMBIC_MARK,
    `# Proven on ${proof.engine} (embedded), on a database with this schema and without rows.`,
    ...proof.outweighed.map(
      (made) => `# Made, of less weight than what is mended: ${toCommentText(`${made.rule}, ${made.waiverKey}`)}`,
    ),
    ...proof.left.map(
      ({ finding, reason }) => `# Left out: ${toCommentText(`${finding.rule}, ${finding.waiverKey}: ${reason}`)}`,
    ),
    formatText(`Mend what the style guide finds in ${name}.`),
    "",
    "from alembic import op",
    "",
    `revision = ${formatText(revision)}`,
    head === null
      ? "down_revision = None  # the revision that this one follows"
      : `down_revision = ${formatText(head)}`,
    "branch_labels = None",
    "depends_on = None",
    "",
    ...formatFunction(
      "upgrade",
      up,
      stubs.length === 0 ? [] : [COMMENTS, ...stubs.map(({ fill }) => formatMarked(fill))],
    ),
    ...formatFunction(
      "downgrade",
      down,
      stubs.length === 0 ? [] : [COMMENTS_BACK, ...stubs.map(({ takeBack }) => formatMarked(takeBack))],
    ),
  ].join("\n");
}

/** Every statement is a transaction of its own: none holds the lock of another, and CONCURRENTLY is allowed. */
function formatFunction(name: string, lines: readonly string[], marked: readonly string[]): string[] {
  const calls = lines.some((line) => !line.startsWith("#"));
  const body = calls
    ? [
        // It may be set for the role, and building an index takes longer.
        'op.execute("SET statement_timeout = 0")',
        ...lines,
        'op.execute("RESET lock_timeout")',
        'op.execute("RESET statement_timeout")',
        ...marked,
      ]
    : [...lines, ...marked, "pass"];
  return [
    "",
    `def ${name}() -> None:`,
    "    with op.get_context().autocommit_block():",
    ...body.map((line) => `        ${line}`),
    "",
  ];
}

function formatCalls(actions: readonly RemedyAction[]): string[] {
  return groupStatements(withLeftoversRemoved(actions)).flatMap(({ transactional, statements }) => [
    `op.execute("SET lock_timeout = ${transactional ? "'5s'" : "0"}")`,
    ...formatTransaction(statements).map((statement) => `op.execute(${formatText(toSqlAlchemyText(statement))})`),
  ]);
}

/** The connection commits each statement: what belongs together says where its transaction begins and ends. */
function formatTransaction(statements: readonly string[]): readonly string[] {
  return statements.length > 1 ? ["BEGIN", ...statements, "COMMIT"] : statements;
}

function formatTitle({ finding }: ProvenRemedy): string {
  return `${finding.rule}, ${finding.waiverKey}`;
}

function formatComment(text: string): string {
  return `# ${toCommentText(text)}`;
}

/** A call that a person has to complete. */
function formatMarked(statement: string): string {
  return `# op.execute(${formatText(toSqlAlchemyText(statement))})`;
}

/** A Python literal: JSON's strings are such. JSON escapes only the older half of the control characters. */
function formatText(text: string): string {
  const literal = replaceUnseen(
    JSON.stringify(text),
    (character) => `\\U${(character.codePointAt(0) as number).toString(16).padStart(8, "0")}`,
  );
  return breakRunnerCommands(literal);
}

/** `op.execute` takes `:name` for a parameter, wherever it stands, unless a backslash is before it; `:name:` is none. */
function toSqlAlchemyText(statement: string): string {
  return statement.replaceAll(/(?<![:\w\\]):(?=\w+(?![:\w]))/g, "\\:");
}
