/** Runs the statements of one step, each of them once, in the transactions that the step itself or its tool asks for. */
import type { UserError } from "../../../src/model/user-error.ts";
import { DatabaseError } from "../../session.ts";
import { StepHazards } from "../actions/step-hazards.ts";
import { EngineLostError } from "../engine/engine.ts";
import { treat } from "../limits/index.ts";
import { note, USE_A_SERVER } from "../limits/limit.ts";
import { mend } from "../limits/mend.ts";
import type { ReplayState } from "../replay-state.ts";
import type { ScriptStatement } from "../script/script.ts";
import { readStandIns } from "../stand-ins/extension.ts";
import { settingsOf } from "../statement/settings.ts";
import { kindOf } from "../statement/statement-kind.ts";
import { treeOf } from "../statement/statement-tree.ts";
import { hasCommitted, NOTE_TRANSACTION } from "./own-commits.ts";
import { buildFailure } from "./step-failure.ts";
import { needsTransaction, type PlannedStatement, planStep, type StepPlan, WRAPPING } from "./step-plan.ts";
import { describeRemains } from "./what-stays.ts";

/** One step as it is to be run. */
export interface StepScript {
  file: string;
  statements: readonly ScriptStatement[];
  /** Whether its tool puts a transaction around it; `null` where nobody says so. Of a script it does not matter. */
  inTransaction: boolean | null;
  kind: "migration" | "script";
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
export async function runStep(step: StepScript, state: ReplayState): Promise<void> {
  const kept = lookOver(step.statements, state);
  if (kept.length === 0) return;
  const plan = planStep(kept, step.kind === "script" ? needsTransaction(kept) : step.inTransaction);
  await new StepRun(step, plan, state).run();
  if (kept.some(isPrepare)) await state.engine.execute("DEALLOCATE ALL");
}

/** Treats what the engine cannot run. */
function lookOver(statements: readonly ScriptStatement[], state: ReplayState): ScriptStatement[] {
  if (state.engine.kind !== "pglite") return [...statements];
  const kept: ScriptStatement[] = [];
  for (const statement of statements) {
    const treatment = treat(statement);
    if (treatment === null) {
      kept.push(statement);
      continue;
    }
    if (treatment.kind === "fatal") throw buildFailure(statement, treatment.message, treatment.hint);
    state.omissions.push(treatment.omission);
    if (treatment.kind === "omitted") state.losses.add(treatment.loses);
    else kept.push({ ...statement, text: treatment.sql });
  }
  return kept;
}

/** Around each statement within a transaction, so that one of them can be left out or tried again. */
const [GUARD, RELEASE, BACK] = [
  "SAVEPOINT cartulary",
  "RELEASE SAVEPOINT cartulary",
  "ROLLBACK TO SAVEPOINT cartulary; RELEASE SAVEPOINT cartulary",
];

/** As many are sent at once: what follows a failure is sent again. */
const AT_ONCE = 500;
/** What it prepares outlives the step. */
function isPrepare(statement: ScriptStatement): boolean {
  const tree = treeOf(statement);
  return tree !== null && "PrepareStmt" in tree;
}

class StepRun {
  readonly #step: StepScript;
  readonly #plan: StepPlan;
  readonly #state: ReplayState;
  readonly #hazards: StepHazards;
  /** Errors that were to be mended, each with its statement: one that comes again cannot be. */
  readonly #mended = new Set<string>();
  /** What is run in the place of statements, by their places. */
  readonly #texts = new Map<number, string>();
  /** Places of statements that no transaction allows, between two parts of the one that is put around the step. */
  readonly #alone = new Set<number>();

  constructor(step: StepScript, plan: StepPlan, state: ReplayState) {
    this.#step = step;
    this.#plan = plan;
    this.#state = state;
    this.#hazards = new StepHazards(plan.statements.map(({ statement }) => statement));
  }

  async run(): Promise<void> {
    const { wrapped, openAtEnd, statements } = this.#plan;
    if (wrapped) await this.#state.engine.execute("BEGIN");
    for (let at = 0; at < statements.length; ) {
      const end = Math.min(at + AT_ONCE, statements.length);
      const stop = await this.#runPart(at, end);
      at = stop === null ? end : await this.#recover(stop.at, stop.error);
    }
    if (openAtEnd) await this.#commit(statements.length - 1);
  }

  /** Runs the statements from one place to another. Where it stopped, and why; `null` where it did not. */
  async #runPart(from: number, end: number): Promise<{ at: number; error: DatabaseError } | null> {
    const queries: string[] = [];
    const places: number[] = [];
    for (let at = from; at < end; at += 1) {
      const own = this.#queriesOf(at);
      queries.push(...own);
      places.push(...own.map(() => at));
    }
    try {
      const stop = await this.#state.engine.executeAll(queries);
      return stop === null ? null : { at: places[stop.at] as number, error: stop.error };
    } catch (error) {
      if (!(error instanceof EngineLostError) || error.at === null) throw error;
      throw buildFailure(this.#statement(places[error.at] as number), error.message, USE_A_SERVER);
    }
  }

  #queriesOf(at: number): string[] {
    const text = this.#textOf(at);
    if (this.#isGuarded(at)) return [GUARD, text, RELEASE];
    const before = this.#mayCommit(at) ? [NOTE_TRANSACTION] : [];
    return [...before, text, ...(this.#alone.has(at) ? ["BEGIN"] : [])];
  }

  /** Goes on after a failure: the place to go on at. Throws `UserError` where the failure is the script's own. */
  async #recover(at: number, error: DatabaseError): Promise<number> {
    const { engine, losses, omissions } = this.#state;
    const partly = this.#mayCommit(at) && (await hasCommitted(engine));
    if (this.#isGuarded(at)) await engine.execute(BACK);
    else if (this.#transactionOf(at) !== null) throw this.#failure(at, error, partly);
    if (this.#transactionOf(at) === WRAPPING && NOT_IN_TRANSACTION.has(error.code)) {
      await this.#setAlone(at, error);
      return at;
    }
    if (!partly && (await this.#mend(at, error))) return at;
    const omission = losses.any
      ? losses.recordConsequence(this.#statement(at), error, await readStandIns(engine))
      : null;
    if (omission === null) throw this.#failure(at, error, partly);
    omissions.push(omission);
    if (this.#alone.has(at)) await engine.execute("BEGIN");
    return at + 1;
  }

  /** Makes what is missing. The statement is to be run again then, and its text may be another. */
  async #mend(at: number, error: DatabaseError): Promise<boolean> {
    const { engine } = this.#state;
    const statement = { ...this.#statement(at), text: this.#textOf(at) };
    const again = `${at} ${error.message} ${statement.text}`;
    if (this.#mended.has(again)) return false;
    this.#mended.add(again);
    const [begin, end, undo] = this.#isGuarded(at) ? [GUARD, RELEASE, BACK] : ["BEGIN", "COMMIT", "ROLLBACK"];
    try {
      await engine.execute(begin);
      const text = await mend({ statement, error }, this.#state);
      await engine.execute(end);
      if (text !== null) this.#texts.set(at, text);
      return text !== null;
    } catch (failure) {
      if (!(failure instanceof DatabaseError)) throw failure;
      await engine.execute(undo);
      return false;
    }
  }

  /** Ends the wrapping transaction before the statement; another one begins behind it. */
  async #setAlone(at: number, refusal: DatabaseError): Promise<void> {
    const { file, line } = this.#statement(at);
    const what = `${this.#step.file} did not run in one transaction`;
    this.#state.omissions.push({ ...note(what, `${refusal.message}.`), place: `${file}:${line}` });
    await this.#commit(at);
    this.#alone.add(at);
  }

  /** Commits the wrapping transaction, at which deferred constraints are checked. */
  async #commit(at: number): Promise<void> {
    try {
      await this.#state.engine.execute("COMMIT");
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      throw buildFailure({ ...this.#statement(at), text: "COMMIT" }, error);
    }
  }

  #failure(at: number, error: DatabaseError, partly: boolean): UserError {
    const { statements } = this.#plan;
    const own = statements.some(({ control }) => control !== null && control !== "savepoint");
    const committed = this.#committedBefore(at);
    const transactionsMatter = own || partly || (this.#step.kind === "migration" && committed > 0);
    if (!transactionsMatter) return buildFailure(this.#statement(at), error);
    const all = statements.map(({ statement }) => statement);
    return buildFailure(this.#statement(at), error, null, describeRemains(all, { failed: at, committed, partly }));
  }

  /** How many statements before it are committed, or were rolled back by the step itself. */
  #committedBefore(at: number): number {
    const transaction = this.#transactionOf(at);
    if (transaction !== WRAPPING) return transaction ?? at;
    return Math.max(0, ...[...this.#alone].filter((place) => place < at).map((place) => place + 1));
  }

  #textOf(at: number): string {
    return this.#texts.get(at) ?? this.#statement(at).text;
  }

  #statement(at: number): ScriptStatement {
    return (this.#plan.statements[at] as PlannedStatement).statement;
  }

  #transactionOf(at: number): number | null {
    return this.#alone.has(at) ? null : (this.#plan.statements[at] as PlannedStatement).transaction;
  }

  /** Whether it runs under a savepoint: in a transaction, where something could be done about its failure. */
  #isGuarded(at: number): boolean {
    const statement = this.#statement(at);
    // SET TRANSACTION must not be called in a subtransaction.
    if (this.#transactionOf(at) === null || settingsOf(statement)[0]?.name === "transaction") return false;
    if ((this.#plan.statements[at] as PlannedStatement).control !== null) return false;
    return this.#state.losses.any || this.#hazards.mayStop(statement);
  }

  /** Whether it can commit by itself, and fail after that. */
  #mayCommit(at: number): boolean {
    return this.#transactionOf(at) === null && kindOf(this.#statement(at)) === "code";
  }
}
