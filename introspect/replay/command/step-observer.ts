/**
 * Joins the notes of the trigger on the tool's table with the recorder: each time that a note is made, what became of the
 * catalog since the last one is read, in the same session and transaction, before the command is answered. What is rolled
 * back takes its notes with it, and then what was read with them is taken back too.
 */
import type { Engine } from "../engine/engine.ts";
import { backToOurselves } from "../engine/fresh-session.ts";
import { CatalogRecorder, type Observation } from "../record/recorder.ts";
import { buildNotesQuery, type NoteRow } from "./bookkeeping-sql.ts";
import type { AnsweredPart } from "./shared-session.ts";

/** Notes that were made by one message, and what became of the catalog up to there. */
export interface Observed {
  notes: readonly NoteRow[];
  observation: Observation;
}

/** As ourselves, whatever the client has set; what is set here is rolled back. */
function asOurselves(engine: Engine): string {
  return `${backToOurselves(engine)}; RESET ALL; SET search_path = ''; SET plan_cache_mode = force_generic_plan`;
}

const [WITHIN, BACK] = [
  "SAVEPOINT cartulary_look",
  "ROLLBACK TO SAVEPOINT cartulary_look; RELEASE SAVEPOINT cartulary_look",
];

export class StepObserver {
  readonly #engine: Engine;
  readonly #recorder: CatalogRecorder;
  readonly #onNote: (note: NoteRow) => void;
  readonly #observed: Observed[] = [];
  /** How many of them cannot be rolled back any more. */
  #settled = 0;
  /** Whether there are notes that were not looked at. */
  #marked = false;

  private constructor(engine: Engine, recorder: CatalogRecorder, onNote: (note: NoteRow) => void) {
    this.#engine = engine;
    this.#recorder = recorder;
    this.#onNote = onNote;
  }

  /** Reads what is there before the command. Throws `DatabaseError` and `EngineLostError`, as all here. */
  static async begin(engine: Engine, onNote: (note: NoteRow) => void): Promise<StepObserver> {
    const recorder = await CatalogRecorder.begin(engine, {
      beforeReading: asOurselves(engine),
      inventedRoles: new Set(),
    });
    return new StepObserver(engine, recorder, onNote);
  }

  /** Looks at what an answer brought about. */
  async see({ tags, status, marked }: Pick<AnsweredPart, "tags" | "status" | "marked">): Promise<void> {
    if (tags.some((tag) => tag === "DEALLOCATE ALL" || tag === "DISCARD ALL")) this.#recorder.forgetPrepared();
    this.#marked ||= marked;
    // In a failed transaction nothing can be read; what comes of it shows when it has ended.
    if (status === "E") return;
    const mayBeGone = this.#settled < this.#observed.length && (status === "I" || tags.includes("ROLLBACK"));
    if (this.#marked || mayBeGone) await this.#look(status === "T");
    if (status === "I") this.#settled = this.#observed.length;
  }

  /** All that was noted and kept, and at last, without a note, what came after it. */
  async finish(): Promise<Observed[]> {
    const observation = await this.#aside(false, () => this.#recorder.observe());
    return [...this.#observed, { notes: [], observation }];
  }

  async #look(inTransaction: boolean): Promise<void> {
    this.#marked = false;
    const fresh = await this.#aside(inTransaction, async () => {
      const kept = await this.#engine.query<NoteRow>(buildNotesQuery(this.#lastSettled()));
      const left = new Set(kept.map(({ n }) => n));
      const gone = this.#observed.findIndex(
        ({ notes }, at) => at >= this.#settled && notes.some(({ n }) => !left.has(n)),
      );
      if (gone !== -1) for (const { observation } of this.#observed.splice(gone).reverse()) observation.takeBack();
      const known = new Set(this.#observed.flatMap(({ notes }) => notes.map(({ n }) => n)));
      const notes = kept.filter(({ n }) => !known.has(n));
      if (notes.length > 0) this.#observed.push({ notes, observation: await this.#recorder.observe() });
      return notes;
    });
    for (const note of fresh) this.#onNote(note);
  }

  #lastSettled(): number {
    const notes = this.#observed.slice(0, this.#settled).at(-1)?.notes ?? [];
    return Number(notes.at(-1)?.n ?? 0);
  }

  /** Reads, and leaves the session and its transaction as they were. */
  async #aside<T>(inTransaction: boolean, read: () => Promise<T>): Promise<T> {
    await this.#engine.execute(`${inTransaction ? WITHIN : "BEGIN"}; ${asOurselves(this.#engine)}`);
    const result = await read();
    await this.#engine.execute(inTransaction ? BACK : "ROLLBACK");
    return result;
  }
}
