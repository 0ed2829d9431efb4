/** What shows that a statement was never meant for PostgreSQL as it stands: a template, or another database's SQL. */
import type { DatabaseError } from "../../session.ts";
import { RUN_THE_TOOL } from "../layouts/unsupported.ts";
import { ABSENT } from "../limits/losses.ts";
import { nextToken } from "./sql-lexer.ts";

/** What a program puts its own text in place of. */
const TEMPLATES: readonly RegExp[] = [
  /\{\{|\{%|<%/g,
  /[$#]\{\w*\}?/g,
  /\$\(\w+\)/g,
  /%\(\w+\)s|%s\b/g,
  /(?<!:):[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b/g,
];

/** Words and signs of other databases, each with those whose it is. */
const DIALECTS: readonly [sign: RegExp, whose: string][] = [
  [/`/g, "MySQL's"],
  [/\b(AUTO_INCREMENT|ENGINE\s*=\s*\w+|UNSIGNED|CHARSET|FOREIGN_KEY_CHECKS|SQL_MODE)\b/gi, "MySQL's"],
  [/\b(TINYINT|MEDIUMINT|TINYTEXT|MEDIUMTEXT|LONGTEXT|MEDIUMBLOB|LONGBLOB|MODIFY\s+COLUMN|VARBINARY)\b/gi, "MySQL's"],
  [/\b(AUTOINCREMENT|PRAGMA|WITHOUT\s+ROWID|INSERT\s+OR\s+(IGNORE|REPLACE))\b/gi, "SQLite's"],
  [/\b(NVARCHAR|NCHAR\s*\(|UNIQUEIDENTIFIER|DATETIME2|DATETIMEOFFSET|(NON)?CLUSTERED)\b/gi, "SQL Server's"],
  [/\b(ANSI_NULLS|QUOTED_IDENTIFIER|NOCOUNT|sp_\w+)\b/gi, "SQL Server's"],
  [/\[\w+\]\s*\.\s*\[\w+\]|\bIDENTITY\s*\(\s*\d|^GO\s*$/gim, "SQL Server's"],
  [/\b(VARCHAR2|NVARCHAR2|NUMBER\s*\(|SYSDATE|CLOB)\b/gi, "Oracle's"],
  [/\bDATETIME\b/gi, "MySQL's and SQL Server's"],
  [/\bBLOB\b/gi, "MySQL's, SQLite's and Oracle's"],
];

/** Longer statements are data. */
const MOST = 50_000;

/**
 * Says of a statement that failed what shows it, and what to do; `null` where nothing does. Where the server understood
 * the statement, the sign is among what it says that there is not.
 */
export function explainForeignSql(
  statement: string,
  { code, message }: Pick<DatabaseError, "code" | "message">,
): string | null {
  const isSyntax = code === "42601";
  if (!isSyntax && !ABSENT.has(code)) return null;
  const bare = withoutText(statement.slice(0, MOST));
  const said = message.toLowerCase();
  const signs = (pattern: RegExp) =>
    [...bare.matchAll(pattern)]
      .map(([sign]) => sign.replace(/\s+/g, " ").trim())
      .filter((sign) => isSyntax || said.includes(sign.toLowerCase()));
  const [template] = TEMPLATES.flatMap(signs);
  if (template !== undefined) {
    return `\`${template}\` looks like a place that a program fills in before it runs this. ${RUN_THE_TOOL}`;
  }
  for (const [pattern, whose] of DIALECTS) {
    const [sign] = signs(pattern);
    if (sign === undefined) continue;
    return `\`${sign}\` is ${whose}. Is this written for another database, or does a program change it before it runs it?`;
  }
  return null;
}

/** The statement without strings and comments, in which anything may stand. */
function withoutText(statement: string): string {
  let code = "";
  for (let position = 0; position < statement.length; ) {
    const { kind, start, end } = nextToken(statement, position);
    code +=
      kind === "string" || kind === "unterminated"
        ? "''"
        : kind === "space"
          ? spaceOf(statement, start, end)
          : statement.slice(start, end);
    position = end;
  }
  return code;
}

/** Lines stay lines. */
function spaceOf(statement: string, start: number, end: number): string {
  return statement.slice(start, end).includes("\n") ? "\n" : " ";
}
