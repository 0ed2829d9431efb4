/**
 * What `alembic upgrade head --sql` writes, cut at its own marks (`-- Running upgrade a -> b`). Alembic's transactions
 * and what it writes into its table of versions are taken out of the steps: the rest is what a revision does.
 */
import { UserError } from "../../../src/model/user-error.ts";
import { nextToken } from "../script/sql-lexer.ts";
import { StatementBuilder } from "../script/statement-builder.ts";
import { isOpenAfter, transactionControl } from "../statement/transaction-statement.ts";

/** One revision's part of the script. */
export interface OfflineStep {
  revision: string;
  /** Those that it follows; none for a base. */
  follows: string[];
  /** The script with all that is not the revision's left empty, so that lines keep their numbers. */
  text: string;
  /** Whether all of it runs in one transaction of Alembic's; else the text says where its transactions begin and end. */
  inTransaction: boolean;
}

const MARK = /^-- Running (upgrade|downgrade|stamp) (.*?)\s*-> (.*)$/;
/** As Alembic's HeadMaintainer writes them, whatever the table is called. */
const BOOKS =
  /^(CREATE TABLE \S+ \(\s*version_num VARCHAR\(\d+\) NOT NULL\b|INSERT INTO \S+ \(version_num\) VALUES \('|UPDATE \S+ SET version_num='|DELETE FROM \S+ WHERE \S+\.version_num = ')/;

interface Statement {
  /** Behind what precedes it, so that comments before it are its own. */
  start: number;
  /** Behind its semicolon. */
  end: number;
  text: string;
}

interface Mark {
  at: number;
  direction: string;
  follows: string[];
  revision: string;
}

/** `null` for any other script. Throws `UserError` for one that takes revisions back, or does not begin at the first. */
export function cutOfflineScript(text: string, place: string): OfflineStep[] | null {
  if (!/^-- Running (upgrade|downgrade|stamp) /m.test(text)) return null;
  const { statements, marks } = scan(text);
  const [first] = marks;
  if (first === undefined) return null;
  checkMarks(text, marks, place);
  let open = false;
  const steps = marks.map((mark) => ({ mark, parts: [] as (Statement & { open: boolean })[] }));
  for (const statement of statements) {
    const control = transactionControl(statement);
    const before = open;
    open = isOpenAfter(control, open);
    const step = steps.findLast(({ mark }) => mark.at < statement.start) ?? steps[0];
    if (control === "begin" || control === "commit" || BOOKS.test(statement.text)) continue;
    step?.parts.push({ ...statement, open: before });
  }
  return steps.map(({ mark: { revision, follows }, parts }) => {
    const whole = parts.every((part) => part.open);
    const mixed = !whole && parts.some((part) => part.open);
    return { revision, follows, text: mixed ? withTransactions(text, parts) : keep(text, parts), inTransaction: whole };
  });
}

function scan(text: string): { statements: Statement[]; marks: Mark[] } {
  const statements: Statement[] = [];
  const marks: Mark[] = [];
  let builder = new StatementBuilder();
  let start = 0;
  const close = (end: number) => {
    if (builder.line !== null) statements.push({ start, end, text: builder.textIn(text) });
    builder = new StatementBuilder();
    start = end;
  };
  for (let at = 0; at < text.length; ) {
    const token = nextToken(text, at);
    at = token.end;
    if (token.kind === "space") {
      const [, direction, follows = "", revision] = MARK.exec(text.slice(token.start, token.end).trimEnd()) ?? [];
      if (direction !== undefined && revision !== undefined) {
        close(token.start);
        start = token.end;
        marks.push({ at: token.start, direction, follows: follows.split(/,\s*/).filter(Boolean), revision });
      }
    } else if (text[token.start] === ";" && builder.outermost) close(token.end);
    else builder.add(token, text, () => 0);
  }
  close(text.length);
  return { statements, marks };
}

function checkMarks(text: string, marks: readonly Mark[], place: string): void {
  const lineOf = ({ at }: Mark) => text.slice(0, at).split("\n").length;
  const back = marks.find(({ direction }) => direction === "downgrade");
  if (back !== undefined) {
    throw new UserError("The script takes revisions back: it is what `alembic downgrade --sql` writes.", {
      place: `${place}:${lineOf(back)}`,
      hint: "Give what makes them: alembic upgrade head --sql > upgrade.sql",
    });
  }
  const [first] = marks as [Mark];
  if (first.follows.length === 0) return;
  throw new UserError(
    `The script begins behind revision ${first.follows.join(", ")}, so what stands before it is missing.`,
    {
      place: `${place}:${lineOf(first)}`,
      hint: "Write it from the first one on: alembic upgrade head --sql > upgrade.sql",
    },
  );
}

/** The text with all but the parts left empty, line by line. */
function keep(text: string, parts: readonly Statement[]): string {
  let kept = "";
  let at = 0;
  for (const { start, end } of parts) {
    kept += lineBreaks(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return kept;
}

/** As `keep`, with a transaction around what Alembic runs in one. */
function withTransactions(text: string, parts: readonly (Statement & { open: boolean })[]): string {
  let kept = "";
  let at = 0;
  let open = false;
  for (const part of parts) {
    kept += lineBreaks(text.slice(at, part.start));
    if (part.open !== open) kept += part.open ? "BEGIN; " : "COMMIT; ";
    kept += text.slice(part.start, part.end);
    at = part.end;
    open = part.open;
  }
  return open ? `${kept} COMMIT;` : kept;
}

function lineBreaks(text: string): string {
  return text.replaceAll(/[^\n]+/g, "");
}
