/**
 * Takes each step back and runs it again, in one transaction that is rolled back: whether its way back undoes all that
 * it did, and whether it can run after that. Nothing of it is left for the steps that follow.
 */
import type { Roundtrip } from "../../src/model/migration-facts.ts";
import { DatabaseError } from "../session.ts";
import type { FingerprintReader } from "./fingerprint.ts";
import { resetSession } from "./fresh-session.ts";
import type { Losses } from "./losses.ts";
import type { ReplayState } from "./replay-state.ts";
import { NOT_IN_TRANSACTION } from "./run-step.ts";
import { compareSchemas, readSchemaState, type SchemaState } from "./schema-state.ts";
import type { ScriptStatement } from "./script.ts";
import { readSequencePositions, restoreSequencePositions } from "./sequence-positions.ts";
import { linesBefore } from "./step-failure.ts";
import { isChange } from "./step-statement.ts";
import { toTrial } from "./trial-statements.ts";

/** Begins before the first step. */
export async function beginTrials(state: ReplayState, reader: FingerprintReader): Promise<RoundtripTrials> {
  return new RoundtripTrials(state, reader, await readSchemaState(state.engine, reader));
}

/** Tries one step after the other, each once it has been run. */
export class RoundtripTrials {
  readonly #state: ReplayState;
  readonly #reader: FingerprintReader;
  /** How the schema stood after the step before. */
  #standing: SchemaState;

  constructor(state: ReplayState, reader: FingerprintReader, standing: SchemaState) {
    this.#state = state;
    this.#reader = reader;
    this.#standing = standing;
  }

  /** `null` where the way back does nothing that could be tried. Throws `EngineLostError`. */
  async tryStep(up: readonly ScriptStatement[], down: readonly ScriptStatement[]): Promise<Roundtrip | null> {
    const before = this.#standing;
    this.#standing = await readSchemaState(this.#state.engine, this.#reader);
    if (!down.some(({ text }) => isChange(text))) return null;
    const { engine } = this.#state;
    const positions = await readSequencePositions(engine);
    await engine.execute("BEGIN");
    try {
      return (
        (await this.#run("down", down)) ??
        (await this.#compare("down", before)) ??
        (await this.#run("up", up)) ??
        (await this.#compare("up", this.#standing)) ?? { outcome: "equal" }
      );
    } finally {
      await engine.execute("ROLLBACK");
      await resetSession(engine, "''");
      await restoreSequencePositions(engine, positions);
    }
  }

  /** Why the part did not run to its end; `null` where it did. */
  async #run(part: "down" | "up", statements: readonly ScriptStatement[]): Promise<Roundtrip | null> {
    const { engine, losses } = this.#state;
    const trial = toTrial(statements, engine);
    if ("reason" in trial) return { outcome: "not run", reason: trial.reason };
    await resetSession(engine, `"$user", public`);
    for (const statement of trial.statements) {
      try {
        await engine.execute(statement.text);
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        return toStop(part, statement, error, losses);
      }
    }
    await resetSession(engine, "''");
    return null;
  }

  async #compare(part: "down" | "up", wanted: SchemaState): Promise<Roundtrip | null> {
    const differences = compareSchemas(wanted, await readSchemaState(this.#state.engine, this.#reader));
    return differences.length === 0 ? null : { outcome: "differs", part, differences };
  }
}

function toStop(
  part: "down" | "up",
  { file, line, text }: ScriptStatement,
  error: DatabaseError,
  losses: Losses,
): Roundtrip {
  const { code, message, position } = error;
  // The trial's transaction brings the first about. Roles are the server's own: the embedded engine has those that the
  // steps themselves name.
  if (NOT_IN_TRANSACTION.has(code) || losses.mayExplain(error) || /^role ".+" does not exist$/.test(message)) {
    return { outcome: "not run", reason: message };
  }
  return { outcome: "failed", part, file, line: line + linesBefore(text, position), message };
}
