/** What the steps of every tool have: names with a version in front, and no version twice. */
import { join } from "node:path";
import { compareText } from "../../../src/model/names.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile } from "../history.ts";
import type { Folder } from "./layout.ts";

/** A step's name for people: the words behind the version, or `stem` where there are none. */
export function toStepName(slug: string, stem: string): string {
  const words = (text: string) => text.replace(/[_\-\s]+/g, " ").trim();
  return words(slug) || words(stem);
}

/** Compares decimal digits by their value: `9` before `010`. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return one.length - other.length || compareText(one, other);
}

/** A file whose name has a version in front. */
export interface VersionedFile {
  file: string;
  version: string;
  slug: string;
}

/**
 * The folder's `.sql` files whose names match, with the version and the slug as the first two groups. Files without
 * digits in front are no steps. Throws `UserError` for one that looks like a step and is none to the tool.
 */
export function findVersioned(folder: Folder, tool: string, name: RegExp, example: string): VersionedFile[] {
  return folder.files.flatMap((file) => {
    const match = name.exec(file);
    if (match !== null) return [{ file, version: match[1] as string, slug: match[2] ?? "" }];
    if (!/^\d.*\.sql$/i.test(file)) return [];
    throw new UserError(`The name of ${file} is none that ${tool} runs: it looks for names like ${example}.`, {
      place: join(folder.given, file),
      hint: "Rename it, or move it out of the folder where it is no migration.",
    });
  });
}

/** Throws `UserError` where a step has the version of the one before it; `compare` is how the tool tells them apart. */
export function checkVersions(
  steps: readonly Pick<HistoryFile, "version" | "file">[],
  folder: Folder,
  compare: (a: string, b: string) => number,
): void {
  for (const [place, step] of steps.entries()) {
    const before = steps[place - 1];
    if (before === undefined || compare(before.version, step.version) !== 0) continue;
    throw new UserError(`Two steps are of version ${step.version}: ${before.file} and ${step.file}.`, {
      place: join(folder.given, step.file),
      hint: "Give one of them a version of its own.",
    });
  }
}
