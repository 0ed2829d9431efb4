/**
 * Whether steps keep what they make. A step that drops all its tables again, or a history that has none left of those
 * that it made, has most likely run a way back too: then an empty catalog is not the schema.
 */
import type { Catalog } from "../../../src/model/catalog.ts";
import type { Change, ObjectKind } from "../../../src/model/change.ts";
import { quoteIdentifier, quoteQualified } from "../../../src/model/names.ts";
import { count } from "../../../src/model/sentence.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { Before } from "../actions/step-actions.ts";
import type { History } from "../history.ts";
import type { ScriptStatement } from "../script/script.ts";
import { dropAll, type MadeTable, tableMadeBy, worksBeside } from "../statement/made-and-removed.ts";
import { toWholeHint } from "./whole-steps.ts";

/** What a step did, as far as it matters here. */
export interface StepOutcome {
  file: string;
  statements: readonly ScriptStatement[];
  changes: readonly Change[];
  /** What stood before it. */
  before: Before;
}

/** Follows the tables of a history through its steps. */
export class KeptTables {
  readonly #wholeSteps: ReadonlySet<string>;
  #made = 0;
  /** The last step that removed a table. */
  #lastRemoval: string | null = null;

  /** `wholeSteps` are files in which all is meant as it stands. */
  constructor(wholeSteps: ReadonlySet<string>) {
    this.#wholeSteps = wholeSteps;
  }

  /** Throws `UserError` where the step has dropped every table that it made, and did nothing with them. */
  checkStep({ file, statements, changes, before }: StepOutcome): void {
    const tables = changes.filter(({ object }) => isTable(object.kind));
    const added = tables.filter(({ action }) => action === "added").length;
    this.#made += added;
    if (tables.some(({ action }) => action === "removed")) this.#lastRemoval = file;
    if (added > 0 || this.#wholeSteps.has(file)) return;
    const made = tablesMadeBy(statements).filter(
      ({ schema, name, unlessThere }) => !unlessThere || before.relation(schema, name) === null,
    );
    const own = new Set(made.map(({ name }) => name));
    // Where it works on others, its own tables were of use to it.
    if (!dropAll(statements, made) || statements.some((statement) => worksBeside(statement, own))) return;
    throw buildUndoneError(file, `The step drops every table that it makes: ${listed(made)}.`);
  }

  /** Throws `UserError` where the steps made tables and the catalog has none. */
  checkEnd(tablesLeft: number): void {
    if (tablesLeft > 0 || this.#made === 0) return;
    const last = this.#lastRemoval;
    if (last === null || this.#wholeSteps.has(last)) return;
    throw buildUndoneError(last, `The steps make ${count(this.#made, "table")}, and after this one none is left.`);
  }
}

/** Throws `UserError` where a single script drops every table that it makes. */
export function checkScript(
  file: string,
  statements: readonly ScriptStatement[],
  tablesLeft: number,
  wholeSteps: ReadonlySet<string>,
): void {
  const made = tablesMadeBy(statements);
  if (tablesLeft > 0 || !dropAll(statements, made) || wholeSteps.has(file)) return;
  throw buildUndoneError(file, `The script drops every table that it makes: ${listed(made)}.`);
}

/** Tables that are left, the one where the tool keeps what it has run and those of extensions not counted. */
export function countTables({ relations }: Pick<Catalog, "relations">, { toolTable }: History): number {
  return relations.filter(
    ({ kind, name, extension }) => isTable(kind) && name !== toolTable?.name && extension === null,
  ).length;
}

function isTable(kind: ObjectKind): boolean {
  return kind === "table" || kind === "partitioned table" || kind === "foreign table";
}

function buildUndoneError(file: string, message: string): UserError {
  return new UserError(message, {
    place: file,
    hint: toWholeHint("If part of it is the way back, put that into a file of its own", file),
  });
}

function tablesMadeBy(statements: readonly ScriptStatement[]): MadeTable[] {
  return statements.flatMap((statement) => tableMadeBy(statement) ?? []);
}

/** At most three of them. */
function listed(made: readonly MadeTable[]): string {
  const names = [
    ...new Set(
      made.map(({ schema, name }) => (schema === null ? quoteIdentifier(name) : quoteQualified(schema, name))),
    ),
  ];
  return names.length <= 3 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}
