/** Runs the statements of one step: looked over, in one transaction where PostgreSQL allows it. */
import type { Omission } from "../../src/model/catalog.ts";
import { quoteIdentifier } from "../../src/model/names.ts";
import { DatabaseError } from "../session.ts";
import type { Engine } from "./engine.ts";
import { treat } from "./limits/index.ts";
import { note } from "./limits/limit.ts";
import type { Losses } from "./losses.ts";
import type { ScriptStatement } from "./script.ts";
import { toFailure } from "./step-failure.ts";
import { transactionControl } from "./step-statement.ts";

/** What a replay carries from step to step. */
export interface ReplayState {
  engine: Engine;
  omissions: Omission[];
  losses: Losses;
  /** Roles that we made because nothing else does. */
  inventedRoles: Set<string>;
}

/** What PostgreSQL refuses inside a transaction that other statements are in, and what goes away with it. */
export const NOT_IN_TRANSACTION: ReadonlySet<string> = new Set([
  "25001", // CREATE INDEX CONCURRENTLY and the like
  "55P04", // a new value of an enum, used
  "2D000", // COMMIT inside a procedure
  "55006", // pending trigger events
]);

/**
 * Runs one step. Throws `UserError` with the file, the line and the statement that fails; the engine is of no use
 * then.
 */
export async function runStep(file: string, statements: readonly ScriptStatement[], state: ReplayState): Promise<void> {
  const kept = lookOver(statements, state);
  if (kept.length === 0) return;
  checkTransactions(kept);
  const prepares = kept.some(({ text }) => /^PREPARE\b/i.test(text));
  await runTogether(file, kept, state);
  if (prepares) await state.engine.execute("DEALLOCATE ALL");
}

/** In one go; where that fails, again one by one. */
async function runTogether(file: string, kept: readonly ScriptStatement[], state: ReplayState): Promise<void> {
  const omissions = [...state.omissions];
  for (;;) {
    try {
      await state.engine.execute(kept.map(({ text }) => text).join(";\n"));
      return;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (await inventRole(error, state)) continue;
      // The whole step was rolled back. Statement by statement shows which one it is.
      await state.engine.execute("ROLLBACK");
      const alone = NOT_IN_TRANSACTION.has(error.code);
      if (alone) omissions.push({ ...note(`${file} ran statement by statement`, `${error.message}.`), place: file });
      state.omissions.splice(0, state.omissions.length, ...omissions);
      await runOneByOne(kept, state, !alone && !hasOwnTransactions(kept));
      return;
    }
  }
}

/** Treats what the engine cannot run. */
function lookOver(statements: readonly ScriptStatement[], state: ReplayState): ScriptStatement[] {
  if (state.engine.kind !== "pglite") return [...statements];
  const kept: ScriptStatement[] = [];
  for (const statement of statements) {
    const treatment = treat(statement, state.losses.extensions);
    if (treatment === null) {
      kept.push(statement);
      continue;
    }
    if (treatment.kind === "fatal") throw toFailure(statement, treatment.message, treatment.hint);
    state.omissions.push(treatment.omission);
    if (treatment.kind === "omitted") state.losses.add(treatment.loses);
    else kept.push({ ...statement, text: treatment.sql });
  }
  return kept;
}

/** Runs the statements singly; in one transaction with a savepoint each, so that one of them can be left out. */
async function runOneByOne(
  statements: readonly ScriptStatement[],
  state: ReplayState,
  together: boolean,
): Promise<void> {
  const { engine, losses } = state;
  let inTransaction = together;
  if (together) await engine.execute("BEGIN");
  for (const statement of statements) {
    const control = transactionControl(statement.text);
    const guarded = inTransaction && control === null;
    for (;;) {
      try {
        if (guarded) await engine.execute("SAVEPOINT cartulary");
        await engine.execute(statement.text);
        if (guarded) await engine.execute("RELEASE SAVEPOINT cartulary");
        break;
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        if (guarded) await engine.execute("ROLLBACK TO SAVEPOINT cartulary");
        if (await inventRole(error, state)) continue;
        const omission = losses.any ? losses.absorb(statement, error) : null;
        if (omission === null) throw toFailure(statement, error);
        state.omissions.push(omission);
        break;
      }
    }
    if (control !== null) inTransaction = control === "begin";
  }
  if (together) await engine.execute("COMMIT");
}

/** Makes the role that the error misses. False where it misses none, or where roles are the server's own. */
async function inventRole(error: DatabaseError, state: ReplayState): Promise<boolean> {
  const role = /^role "(.+)" does not exist$/.exec(error.message)?.[1];
  if (role === undefined || state.engine.kind !== "pglite" || state.inventedRoles.has(role)) return false;
  await inventRoles([role], state);
  return true;
}

/** Makes roles without login, so that grants and owners can name them. */
export async function inventRoles(roles: readonly string[], state: ReplayState): Promise<void> {
  if (roles.length === 0) return;
  await state.engine.execute(roles.map((role) => `CREATE ROLE ${quoteIdentifier(role)} NOLOGIN`).join(";"));
  for (const role of roles) {
    state.inventedRoles.add(role);
    state.omissions.push(note(`role ${role} was made up`, "The scripts name it and none of them creates it."));
  }
}

function hasOwnTransactions(statements: readonly ScriptStatement[]): boolean {
  return statements.some(({ text }) => transactionControl(text) !== null);
}

/** Throws where the step leaves its transaction open: all of it would be lost with the session. */
function checkTransactions(statements: readonly ScriptStatement[]): void {
  let open: ScriptStatement | null = null;
  for (const statement of statements) {
    const control = transactionControl(statement.text);
    if (control !== null) open = control === "begin" ? statement : null;
  }
  if (open === null) return;
  throw toFailure(open, "The transaction that begins here is not ended in this file.", "Add COMMIT at its end.");
}
