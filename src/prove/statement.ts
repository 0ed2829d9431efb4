/** What a remedy's statement is, read from its first words: the order and the transactions of the file hang on it. */

const NAME = '(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)';
const QUALIFIED = `${NAME}(?:\\.${NAME})?`;
const ALTER_TABLE = `^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?${QUALIFIED} `;

const CONCURRENT = /^(?:(?:CREATE (?:UNIQUE )?|DROP )INDEX|REINDEX (?:INDEX|TABLE)) CONCURRENTLY /i;
const RETYPE = new RegExp(`${ALTER_TABLE}(?:ALTER COLUMN ${NAME} DROP DEFAULT, )?ALTER COLUMN ${NAME} TYPE `, "i");
const RENAME = new RegExp(`^ALTER (?:TABLE|INDEX) ${QUALIFIED} RENAME `, "i");
const DROP = new RegExp(`^DROP INDEX |${ALTER_TABLE}DROP CONSTRAINT `, "i");
const VALIDATE = new RegExp(`${ALTER_TABLE}VALIDATE CONSTRAINT `, "i");

/**
 * What a remedy does to the schema, in the order of the file: types before the indexes and constraints that stand on
 * them, new indexes before old ones go, names last but for what is dropped under its old name.
 */
export const PHASES = ["types", "indexes", "constraints", "names", "removals"] as const;
export type Phase = (typeof PHASES)[number];

/** The phase of a remedy, from its statements. */
export function toPhase(sql: readonly string[]): Phase {
  if (sql.some((statement) => RETYPE.test(statement))) return "types";
  if (sql.every((statement) => RENAME.test(statement))) return "names";
  if (sql.every((statement) => DROP.test(statement))) return "removals";
  return sql.some((statement) => /^(?:CREATE (?:UNIQUE )?|RE)INDEX /i.test(statement)) ? "indexes" : "constraints";
}

/** Statements that are run together. */
export interface StatementGroup {
  /** False for a single statement that PostgreSQL refuses inside a transaction. */
  transactional: boolean;
  statements: readonly string[];
}

/**
 * A remedy's statements in transactions. One that validates stands alone: it reads the whole table, and the strong
 * lock of a statement before it would be held as long.
 */
export function toGroups(sql: readonly string[]): StatementGroup[] {
  const groups: { transactional: boolean; statements: string[] }[] = [];
  let open = false;
  for (const statement of sql) {
    const concurrent = CONCURRENT.test(statement);
    const alone = concurrent || VALIDATE.test(statement);
    const last = groups.at(-1);
    if (open && !alone && last !== undefined) last.statements.push(statement);
    else groups.push({ transactional: !concurrent, statements: [statement] });
    open = !alone;
  }
  return groups;
}

/** The group as it is sent, and as it stands in the file: what waits for a lock keeps all others waiting behind it. */
export function toScript({ transactional, statements }: StatementGroup): string {
  const lines = statements.map((statement) => `${statement};`);
  return (transactional ? ["BEGIN;", "SET LOCAL lock_timeout = '5s';", ...lines, "COMMIT;"] : lines).join("\n");
}
