/** What a migration tool's layout is recognised by, and what reading it gives. */
import type { Bounds } from "../../../src/files/bounds.ts";
import type { History, HistoryFile } from "../history.ts";
import type { Surroundings } from "./surroundings.ts";

/** A folder as it was found, read no further than needed. */
export interface Folder {
  /** What the user called it. */
  given: string;
  /** Absolute. */
  absolute: string;
  /** Where its files must lie, links followed. */
  bounds: Bounds;
  /** The names of the folders that it is in and its own, outermost first. */
  path: readonly string[];
  /** Sorted, as `folders` are. */
  files: readonly string[];
  folders: readonly string[];
  /** What the project has around it. */
  around: Surroundings;
  /** The names in a folder inside it. */
  inside(folder: string): readonly string[];
  /** The files in folders inside it and theirs, hidden ones left out, as paths with `/`. */
  below(): readonly string[];
  /** The beginning of one of its files, enough for a tool's mark. */
  head(file: string): string;
  /** The SQL of a file in it or in a folder inside it, with `/`. Throws `UserError` for what is no text. */
  read(file: string): string;
  /** The text of a file that says something about the steps; as `read`. */
  readText(file: string): string;
}

/** What a layout says of its history; the rest is the folder's. */
export type LayoutHistory = Pick<History, "files" | "passedOver" | "toolTable" | "toUp">;

/** What the parts of one file are to the step that it holds. */
export type FileParts = Pick<HistoryFile, "text" | "inTransaction" | "down">;

export interface Layout {
  /** As its makers write it. */
  tool: string;
  /** What gives it away, for people; `null` where it is another's. */
  recognise(folder: Folder): string | null;
  /**
   * The folder inside that holds the steps, where the user gave the one around it; `null` where none does. Left out
   * where the tool has no such custom.
   */
  findSteps?(folder: Folder): string | null;
  /**
   * Reads the steps in the order in which the tool runs them. Left out where the history cannot be replayed. Throws
   * `UserError` for what the tool would refuse or run twice.
   */
  read?(folder: Folder): LayoutHistory;
  /**
   * Reads a single file of the tool, whose marks say which part makes the change and which takes it back. `null` where
   * the file has no such mark. Left out where the tool's files have none. `place` is what the user called the file.
   */
  readParts?(file: string, text: string, place: string): FileParts | null;
}

/** The first file whose name matches and whose beginning has the mark, for people: `-- rambler up` in 01_a.sql:1. */
export function fileWith(folder: Folder, name: RegExp, mark: RegExp): string | null {
  for (const file of folder.files.filter((each) => name.test(each))) {
    const head = folder.head(file);
    const match = mark.exec(head);
    if (match === null) continue;
    return `\`${match[0].trim()}\` in ${file}:${head.slice(0, match.index).split("\n").length}`;
  }
  return null;
}

/** The first folder inside that holds a file of this name. */
export function folderWith(folder: Folder, file: string): string | null {
  return folder.folders.find((name) => folder.inside(name).includes(file)) ?? null;
}

/** The first of the folder's files whose name matches. */
export function fileNamed(folder: Folder, name: RegExp): string | null {
  return folder.files.find((file) => name.test(file)) ?? null;
}

/**
 * The first of the folder's files whose name matches, where no more SQL files have other names: one stray file does not
 * make the folder another tool's.
 */
export function mostlyNamed(folder: Folder, name: RegExp): string | null {
  const named = folder.files.filter((file) => name.test(file));
  const others = folder.files.filter((file) => /\.sql$/i.test(file) && !name.test(file));
  return named.length >= others.length ? (named[0] ?? null) : null;
}
