/** A migration history as it was found on disk, before anything was run. */

import type { StepCode } from "../../src/model/history.ts";

/** One step: one file, run in one implicit transaction. */
export interface HistoryFile {
  /** The tool's own version; unique within the history. */
  version: string;
  /** For people: `create orders`. */
  name: string;
  /** Relative to the history's folder, with `/`. */
  file: string;
  text: string;
  /** Whether the tool runs it inside one transaction; left out where the layout does not say. */
  inTransaction?: boolean;
  /**
   * The script that takes the step back and the file that it stands in, which may be the step's own; its text is empty
   * where it is missing. Left out where the layout has no place for one.
   */
  down?: { file: string; text: string };
  /**
   * The code that the tool made the script from: its file relative to the history's folder, a digest of what it does to
   * the schema, and what it says of itself. `null` where it is not there; left out where the script is all there is.
   */
  code?: { file: string; digest: string; says: StepCode } | null;
}

/** A file that stands where steps stand and is not run. */
export interface PassedOver {
  /** Relative to the history's folder, with `/`. */
  file: string;
  /** One sentence. */
  reason: string;
  /**
   * How many steps run before it, where it is a step itself, so that the catalog lacks what it makes; `null` where the
   * tool passes it over too.
   */
  stepsBefore: number | null;
}

export interface History {
  kind: "migrations" | "script";
  /** The folder's or the file's own name, never a path of this machine. */
  name: string;
  /** The layout that was recognised; `null` for a single script. */
  tool: string | null;
  /** Absolute; where `\i` and git look. */
  folder: string;
  /** In the order in which they are run. */
  files: HistoryFile[];
  /** Files among them that are not run; left out where there are none. */
  passedOver?: PassedOver[];
  /**
   * Where the tool keeps what it has run. It makes the table before the first step, and steps may speak of it. Left out
   * where there is no tool, its schema where it is `public`.
   */
  toolTable?: { schema?: string; name: string; columns: string };
  /**
   * The part of a file's text that is run, for earlier versions of the files; lines keep their numbers. Left out where
   * it is all of it.
   */
  toUp?(text: string): string;
}
