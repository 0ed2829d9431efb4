/** Folders of files that a test writes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface Folders {
  /** Holds them all. */
  scratch: string;
  /** Writes the files into a new folder, below the parents where those are given, and returns its path. */
  folderOf(files: Readonly<Record<string, string | Uint8Array>>, ...parents: string[]): string;
  remove(): void;
}

export function makeFolders(): Folders {
  const scratch = mkdtempSync(join(tmpdir(), "cartulary-folders-"));
  let made = 0;
  return {
    scratch,
    folderOf: (files, ...parents) => {
      made += 1;
      const folder = join(scratch, String(made), ...parents);
      mkdirSync(folder, { recursive: true });
      for (const [file, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), content);
      }
      return folder;
    },
    remove: () => rmSync(scratch, { recursive: true, force: true }),
  };
}
