/** `1_name.up.sql` with `1_name.down.sql`, as golang-migrate, sqlx and runners of a team's own have them. */
import { join } from "node:path";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile } from "../history.ts";
import { languageOf } from "./code-steps.ts";
import { type Folder, mostlyNamed } from "./layout.ts";
import { checkVersions, compareVersions, formatStepName, type VersionedFile } from "./steps.ts";

const PAIR_FILE = /\.(up|down)\.sql$/i;
const DOWN_FILE = /\.down\.sql$/i;

/** The first file of a pair, where the folder is one of pairs: their names outweigh what comments in them say. */
export function findPairs(folder: Folder): string | null {
  return mostlyNamed(folder, PAIR_FILE);
}

/** Throws `UserError` where two files of one side have the same version. */
export function checkPairVersions(folder: Folder, found: readonly VersionedFile[]): void {
  const sorted = found.toSorted((a, b) => compareVersions(a.version, b.version));
  for (const side of [true, false]) {
    checkVersions(
      sorted.filter(({ file }) => DOWN_FILE.test(file) === side),
      folder,
      compareVersions,
    );
  }
}

/**
 * Puts the files together by their version, and where two steps have the same one by the rest of the name too; these
 * run in the order of their names. A single file is a step that has no place for a way back. Throws `UserError` for a
 * way down alone, unless code makes the change.
 */
export function readPairs(folder: Folder, found: readonly VersionedFile[]): HistoryFile[] {
  const sorted = found.toSorted((a, b) => compareVersions(a.version, b.version));
  const ups = sorted.filter(({ file }) => !DOWN_FILE.test(file));
  const downs = new Set(sorted.filter(({ file }) => DOWN_FILE.test(file)));
  const steps = ups.map((up): HistoryFile => {
    const { file, version, slug } = up;
    const shared = ups.some((other) => other !== up && isSameVersion(other, up));
    const down = [...downs].find((each) => isSameVersion(each, up) && (!shared || each.slug === slug));
    if (down !== undefined) downs.delete(down);
    return {
      version: shared ? file.replace(PAIR_FILE, "") : version,
      name: formatStepName(slug, version),
      file,
      text: folder.read(file),
      ...(PAIR_FILE.test(file) && {
        down: { file: down?.file ?? file, text: down === undefined ? "" : folder.read(down.file) },
      }),
    };
  });
  for (const down of downs) checkAlone(folder, down);
  return steps;
}

function isSameVersion(one: VersionedFile, other: VersionedFile): boolean {
  return compareVersions(one.version, other.version) === 0;
}

function checkAlone(folder: Folder, { file, version }: VersionedFile): void {
  const inCode = folder.files.some(
    (each) => languageOf(each) !== null && compareVersions(/^\d*/.exec(each)?.[0] ?? "", version) === 0,
  );
  if (inCode) return;
  throw new UserError(`The way up of ${file} is missing: no .up.sql file is of version ${version}.`, {
    place: join(folder.given, file),
    hint: "Put the .up.sql file beside it, or take this one away.",
  });
}
