/**
 * Takes each step back and runs it again, in one transaction that is rolled back: whether its way back undoes all that
 * it did, and whether it can run after that. Nothing of it is left for the steps that follow.
 */
import { withoutParts } from "../../../src/diff/without-parts.ts";
import type { Change } from "../../../src/model/change.ts";
import type { Roundtrip } from "../../../src/model/migration-facts.ts";
import { DatabaseError } from "../../session.ts";
import { resetSession } from "../engine/fresh-session.ts";
import { readSequencePositions, restoreSequencePositions } from "../engine/sequence-positions.ts";
import type { Losses } from "../limits/losses.ts";
import type { CatalogRecorder, Observation } from "../record/recorder.ts";
import type { ReplayState } from "../replay-state.ts";
import type { ScriptStatement } from "../script/script.ts";
import { isChange } from "../statement/statement-kind.ts";
import { NOT_IN_TRANSACTION } from "../step/run-step.ts";
import { linesBefore } from "../step/step-failure.ts";
import { buildTrial } from "../step/trial-statements.ts";

/** Tries one step after the other, each once it has been run and recorded. */
export class RoundtripTrials {
  readonly #state: ReplayState;
  readonly #recorder: CatalogRecorder;

  constructor(state: ReplayState, recorder: CatalogRecorder) {
    this.#state = state;
    this.#recorder = recorder;
  }

  /**
   * `step` is what the step did; `null` where the way back does nothing that could be tried. Throws `EngineLostError`.
   */
  async tryStep(
    up: readonly ScriptStatement[],
    down: readonly ScriptStatement[],
    step: Pick<Observation, "undo">,
  ): Promise<Roundtrip | null> {
    if (!down.some(isChange)) return null;
    const { engine } = this.#state;
    const positions = await readSequencePositions(engine);
    await engine.execute("BEGIN");
    try {
      return (
        (await this.#run("down", down)) ??
        (await this.#compare("down", step.undo)) ??
        (await this.#run("up", up)) ??
        (await this.#compare("up", [])) ?? { outcome: "equal" }
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
    const trial = buildTrial(statements, engine);
    if ("reason" in trial) return { outcome: "not run", reason: trial.reason };
    await resetSession(engine, `"$user", public`);
    for (const statement of trial.statements) {
      try {
        await engine.execute(statement.text);
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        return buildFailure(part, statement, error, losses);
      }
    }
    return null;
  }

  /** Compares with the schema before the observation that `undo` takes back; with none, with the last that was seen. */
  async #compare(part: "down" | "up", undo: Observation["undo"]): Promise<Roundtrip | null> {
    const differences = withoutParts(await this.#recorder.preview(undo)).filter((change) => !isOfItsMaking(change));
    return differences.length === 0 ? null : { outcome: "differs", part, differences };
  }
}

/** A view of `*` may have its columns in another order, and one of 'now' has another time in it. */
function isOfItsMaking({ object, field, before, after }: Change): boolean {
  const isView = object.kind === "view" || object.kind === "materialized view";
  return isView && field === "definition" && toWords(String(before)) === toWords(String(after));
}

function toWords(definition: string): string {
  const timeless = definition.replaceAll(/'\d{4}-\d\d-\d\d[^']*'::(?=date|time)/g, "'now'::");
  return timeless
    .split(/[\s,]+/)
    .sort()
    .join(" ");
}

function buildFailure(
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
