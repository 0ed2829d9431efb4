/** What a migration tool's layout is recognised by, and what reading it gives. */
import type { History } from "../history.ts";

/** A folder as it was found, read no further than needed. */
export interface Folder {
  /** What the user called it. */
  given: string;
  /** The names of the folders that it is in and its own, outermost first. */
  path: readonly string[];
  /** Sorted, as `folders` are. */
  files: readonly string[];
  folders: readonly string[];
  /** The names in a folder inside it. */
  inside(folder: string): readonly string[];
  /** The beginning of one of its files, enough for a tool's mark. */
  head(file: string): string;
  /** The text of a file in it or in a folder inside it, with `/`. Throws `UserError` for what is no text. */
  read(file: string): string;
}

/** What a layout says of its history; the rest is the folder's. */
export type LayoutHistory = Pick<History, "files" | "toolTable" | "toUp">;

export interface Layout {
  /** As its makers write it. */
  tool: string;
  /** What gives it away, for people; `null` where it is another's. */
  recognise(folder: Folder): string | null;
  /**
   * Reads the steps in the order in which the tool runs them. Left out where the history cannot be replayed. Throws
   * `UserError` for what the tool would refuse, run twice or pass over.
   */
  read?(folder: Folder): LayoutHistory;
}

/** The first file whose name matches and whose beginning has the mark. */
export function fileWith(folder: Folder, name: RegExp, mark: RegExp): string | null {
  return folder.files.find((file) => name.test(file) && mark.test(folder.head(file))) ?? null;
}

/** The first folder inside that holds a file of this name. */
export function folderWith(folder: Folder, file: string): string | null {
  return folder.folders.find((name) => folder.inside(name).includes(file)) ?? null;
}

/** The first of the folder's files whose name matches. */
export function fileNamed(folder: Folder, name: RegExp): string | null {
  return folder.files.find((file) => name.test(file)) ?? null;
}
