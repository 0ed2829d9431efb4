/** Which step made what, of what was observed while the command ran. Pure. */
import type { Change, ObjectName } from "../../../src/model/change.ts";
import { isToolTable } from "../../../src/model/tool-tables.ts";
import { Origins } from "../record/origins.ts";
import type { NoteRow } from "./bookkeeping-sql.ts";
import { type RecordRow, readStepName, toolOf } from "./step-names.ts";
import type { Observed } from "./step-observer.ts";

export interface RecordedStep {
  version: string;
  name: string;
  changes: Change[];
}

/** A tool's own table, where it was made. */
interface MadeTable {
  schema: string;
  name: string;
}

export interface RecordedSteps {
  steps: RecordedStep[];
  origins: Origins;
  /** Whose table it is; `null` where that is not known. */
  tool: string | null;
  /** Tables of a tool's own that were made, in that order. */
  tables: MadeTable[];
  /** Whether one of them was written. */
  kept: boolean;
  /** Steps, by their versions, that were noted by one message, so that the last has the changes of all. */
  together: string[][];
}

/** What stands in the history beside the tool's own steps. */
const BEFORE = { version: "before", name: "before the first step" };
const AFTER = { version: "after", name: "after the last step" };

/** Where nobody keeps books, all is one step. */
export const WHOLE = { version: "command", name: "the migration command" };

/** Gives the changes up to each write into the tool's table to the step that the written row is about. */
export function buildSteps(observed: readonly Observed[], { bookkeeping }: { bookkeeping: boolean }): RecordedSteps {
  const building = new Building(observed.flatMap(({ notes }) => notes));
  for (const { notes, observation } of observed) {
    building.take(observation);
    building.closeAt(notes);
  }
  return building.finish(bookkeeping ? AFTER : WHOLE);
}

class Building {
  readonly #tables: MadeTable[];
  readonly #steps = new Map<string, RecordedStep>();
  readonly #origins = new Origins();
  readonly #together: string[][] = [];
  #open: Observed["observation"][] = [];
  #tool: string | null = null;
  #begun = false;
  #kept = false;

  constructor(notes: readonly NoteRow[]) {
    this.#tables = notes.flatMap(({ operation, schema, name }) => (operation === "TABLE" ? [{ schema, name }] : []));
  }

  take(observation: Observed["observation"]): void {
    this.#open.push(observation);
  }

  /** Ends the step that is open where one of the notes does. */
  closeAt(notes: readonly NoteRow[]): void {
    const ended = notes.flatMap((note) => this.#read(note) ?? []);
    const last = ended.at(-1);
    if (last !== undefined) {
      const versions = [...new Set(ended.map(({ version }) => version))];
      if (versions.length > 1) this.#together.push(versions);
      for (const step of ended) this.#stepOf(step);
      this.#close(last);
    } else if (!this.#begun && notes.some(({ operation }) => operation === "TABLE")) this.#close(BEFORE);
    // Only the first table is a beginning; a row that goes away, as where Alembic merges, ends nothing.
    this.#begun ||= notes.length > 0;
  }

  finish(rest: { version: string; name: string }): RecordedSteps {
    this.#close(rest);
    return {
      steps: [...this.#steps.values()],
      origins: this.#origins,
      tool: this.#tool,
      tables: this.#tables,
      kept: this.#kept,
      together: this.#together,
    };
  }

  #read({ operation, schema, name, written }: NoteRow): { version: string; name: string } | null {
    if (operation === "TABLE" || operation === "DELETE") return null;
    this.#kept = true;
    const row = JSON.parse(written ?? "{}") as RecordRow;
    this.#tool ??= toolOf({ schema, name }, row);
    return readStepName({ schema, name }, row);
  }

  /** Gives what is open to a step; what is before and after the steps is one only where there is something in it. */
  #close(step: { version: string; name: string }): void {
    const open = this.#open.map(({ changes, renames }) => ({
      renames,
      changes: changes.filter(({ object }) => !this.#isTools(object)),
    }));
    this.#open = [];
    const changes = open.flatMap((each) => each.changes);
    if (changes.length === 0 && [BEFORE, AFTER, WHOLE].includes(step)) return;
    const { version, changes: known } = this.#stepOf(step);
    known.push(...changes);
    for (const each of open) this.#origins.take(version, each);
  }

  #stepOf({ version, name }: { version: string; name: string }): RecordedStep {
    const step = this.#steps.get(version) ?? { version, name, changes: [] };
    this.#steps.set(version, step);
    return step;
  }

  /** The tool's tables with all that is theirs, and those that it makes beside them. */
  #isTools({ kind, schema, partOf, name }: ObjectName): boolean {
    const outer = partOf[0] ?? { kind, name };
    if (outer.kind !== "table" && outer.kind !== "sequence") return false;
    const isOurs = (table: string) =>
      outer.name === table || (outer.kind === "sequence" && outer.name.startsWith(`${table}_`));
    if (this.#tables.some((table) => table.schema === schema && isOurs(table.name))) return true;
    return isToolTable(outer.name) || (outer.kind === "sequence" && isToolTable(outer.name.replace(/_[^_]+_seq$/, "")));
  }
}
