/** What takes a remedy back, where nothing is lost by it. */
import type { Column } from "../model/column.ts";
import { quoteIdentifier, quoteLiteral, quoteQualified } from "../model/names.ts";
import type { Relation } from "../model/relation.ts";

const NAME = '((?:"(?:[^"]|"")+")|[a-z_][a-z0-9_$]*)';
const ALTER_TABLE = `^(ALTER TABLE ${NAME}\\.${NAME}) `;

type Reading = (match: RegExpExecArray, before: Relation, remedy: readonly string[]) => string[] | null;

/** The forms of statement that remedies have, each with what undoes it; `null` for what cannot be undone. */
const FORMS: readonly [form: RegExp, read: Reading][] = [
  [
    alter(`RENAME CONSTRAINT ${NAME} TO ${NAME}$`),
    ([, table, , , a, b]) => [`${table} RENAME CONSTRAINT ${b} TO ${a}`],
  ],
  [
    new RegExp(`^ALTER INDEX ${NAME}\\.${NAME} RENAME TO ${NAME}$`),
    ([, schema, a, b]) => [`ALTER INDEX ${schema}.${b} RENAME TO ${a}`],
  ],
  [
    new RegExp(`^CREATE (?:UNIQUE )?INDEX (CONCURRENTLY )?${NAME} ON ${NAME}\\.`),
    ([, concurrently, name, schema], _, remedy) =>
      // The constraint takes the index with it.
      remedy.some((each) => each.endsWith(` USING INDEX ${name}`))
        ? []
        : [`DROP INDEX ${concurrently ?? ""}${schema}.${name}`],
  ],
  [
    new RegExp(`^DROP INDEX (CONCURRENTLY )?${NAME}\\.${NAME}$`),
    ([, concurrently, , name], before) => toIndex(before, name as string, concurrently !== undefined),
  ],
  [
    alter(`ADD CONSTRAINT ${NAME} (?:PRIMARY KEY|UNIQUE) USING INDEX ${NAME}$`),
    ([, table, , , name, index], before) => [
      `${table} DROP CONSTRAINT ${name}`,
      ...(toIndex(before, index as string, true) ?? []),
    ],
  ],
  [
    alter(`(ADD|DROP) CONSTRAINT ${NAME}`),
    ([, table, , , does, name], before, remedy) => {
      const passing = remedy.filter((each) => each.includes(` CONSTRAINT ${name}`)).length > 1;
      if (passing) return [];
      if (does === "ADD") return [`${table} DROP CONSTRAINT ${name}`];
      const dropped = before.constraints.find((each) => quoteIdentifier(each.name) === name);
      return dropped === undefined ? null : [`${table} ADD CONSTRAINT ${name} ${dropped.definition}`];
    },
  ],
  [alter(`VALIDATE CONSTRAINT ${NAME}$`), () => []],
  [
    alter(`ALTER CONSTRAINT ${NAME} ENFORCED$`),
    ([, table, , , name]) => [`${table} ALTER CONSTRAINT ${name} NOT ENFORCED`],
  ],
  [
    alter(`ALTER COLUMN ${NAME} SET NOT NULL$`),
    ([, table, , , name]) => [`${table} ALTER COLUMN ${name} DROP NOT NULL`],
  ],
  [
    alter(`ALTER COLUMN ${NAME} SET DEFAULT `),
    ([, table, , , name], before) => {
      const column = toColumn(before, name as string);
      return column === undefined ? null : [`${table} ALTER COLUMN ${name} ${toDefault(column)}`];
    },
  ],
  [
    alter(`(?:ALTER COLUMN ${NAME} DROP DEFAULT, )?ALTER COLUMN ${NAME} TYPE ([a-z ]+?)(?: USING .*)?$`),
    ([, table, , , , name, type], before) => {
      const column = toColumn(before, name as string);
      const using = column === undefined ? null : toLosslessCast(column.type, (type as string).trim(), name as string);
      if (column === undefined || using === null) return null;
      const change = `ALTER COLUMN ${name} DROP DEFAULT, ALTER COLUMN ${name} TYPE ${column.type} USING ${using}`;
      return [`${table} ${change}${column.default === null ? "" : `, ALTER COLUMN ${name} ${toDefault(column)}`}`];
    },
  ],
  [/^REINDEX /, () => []],
  [
    new RegExp(`^(ALTER VIEW ${NAME}\\.${NAME}) SET \\(security_invoker = true\\)$`),
    ([, view], { options }) => {
      const before = options.find(({ name }) => name === "security_invoker");
      return [
        `${view} ${before === undefined ? "RESET (security_invoker)" : `SET (security_invoker = ${before.value})`}`,
      ];
    },
  ],
];

/** A remedy of what is no part of a relation sets what was not set before. */
const SETTING = /^(ALTER (?:FUNCTION|PROCEDURE) .+\)) SET (search_path) = [^()]+$/;

function alter(action: string): RegExp {
  return new RegExp(`${ALTER_TABLE}${action}`);
}

/**
 * The statements that undo the remedy's, in their order, on the relation as it was before, `null` for a remedy of what
 * is no part of one. Empty where there is nothing to undo, `null` where something would be lost or is not known.
 */
export function toInverse(remedy: readonly string[], before: Relation | null): string[] | null {
  const inverse: string[] = [];
  for (const statement of [...remedy].reverse()) {
    const undone = toUndone(statement, before, remedy);
    if (undone === null) return null;
    inverse.push(...undone);
  }
  return inverse;
}

function toUndone(statement: string, before: Relation | null, remedy: readonly string[]): string[] | null {
  const setting = SETTING.exec(statement);
  if (setting !== null) return [`${setting[1]} RESET ${setting[2]}`];
  if (before === null) return null;
  for (const [form, read] of FORMS) {
    const match = form.exec(statement);
    if (match !== null) return read(match, before, remedy);
  }
  return null;
}

/** The index made again, with its comment; `null` where the relation had none of the name, as one just made. */
function toIndex(before: Relation, name: string, concurrently: boolean): string[] | null {
  const index = before.indexes.find((each) => quoteIdentifier(each.name) === name);
  if (index === undefined) return null;
  const create = index.definition.replace(
    /^CREATE (UNIQUE )?INDEX /,
    (found) => `${found}${concurrently ? "CONCURRENTLY " : ""}`,
  );
  if (index.comment === null) return [create];
  return [create, `COMMENT ON INDEX ${quoteQualified(before.schema, index.name)} IS ${quoteLiteral(index.comment)}`];
}

function toColumn(before: Relation, name: string): Column | undefined {
  return before.columns.find((column) => quoteIdentifier(column.name) === name);
}

function toDefault({ default: text }: Column): string {
  return text === null ? "DROP DEFAULT" : `SET DEFAULT ${text}`;
}

/** The old type's value from the new one's; `null` where it does not hold all of them. */
function toLosslessCast(old: string, now: string, name: string): string | null {
  if (now === "jsonb" && old === "json") return `${name}::json`;
  if (now === "timestamp with time zone" && old === "timestamp without time zone") return `${name} AT TIME ZONE 'UTC'`;
  if (now !== "boolean") return null;
  return /^(integer|smallint|bigint)$/.test(old) ? `${name}::integer::${old}` : null;
}
