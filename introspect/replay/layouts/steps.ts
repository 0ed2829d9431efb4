/** What the steps of every tool have: names with a version in front, and no version twice. */
import { join } from "node:path";
import { compareText } from "../../../src/model/names.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile, PassedOver } from "../history.ts";
import type { Folder } from "./layout.ts";

/** A step's name for people: the words behind the version, or `stem` where there are none. */
export function formatStepName(slug: string, stem: string): string {
  const words = (text: string) => text.replace(/[_\-\s]+/g, " ").trim();
  return words(slug) || words(stem);
}

/** Compares decimal digits by their value: `9` before `010`. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return one.length - other.length || compareText(one, other);
}

/** Compares digits by their value and the rest by code point: `2_b.sql` before `10_a.sql`. */
export function compareNaturally(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let place = 0; place < Math.min(left.length, right.length); place += 1) {
    const [one, other] = [left[place] as string, right[place] as string];
    const numbers = /^\d/.test(one) && /^\d/.test(other);
    const order = numbers ? compareNumbers(one, other) : compareText(one, other);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

/** A date, with or without a time behind it. */
const DATE = /^(19|20)\d{6,}$/;

/** Compares decimal digits of any length, leading zeros left out; dates as text, since not all have a time. */
function compareNumbers(a: string, b: string): number {
  if (DATE.test(a) && DATE.test(b)) return compareText(a, b);
  return compareVersions(a, b);
}

/** A file whose name has a version in front. */
export interface VersionedFile {
  file: string;
  version: string;
  slug: string;
}

/** The folder's files whose names match, with the version and the slug as the first two groups. */
export function findVersioned(folder: Folder, name: RegExp): VersionedFile[] {
  return folder.files.flatMap((file) => {
    const match = name.exec(file);
    return match === null ? [] : [{ file, version: match[1] as string, slug: match[2] ?? "" }];
  });
}

/** The folder's `.sql` files that are none of the steps, nor their ways back: the tool passes them over. */
export function passOverStrays(
  folder: Folder,
  steps: readonly Pick<HistoryFile, "file" | "down">[],
  reason: string,
): PassedOver[] {
  const own = new Set(steps.flatMap(({ file, down }) => [file, down?.file]));
  const strays = folder.files.filter((file) => /\.sql$/i.test(file) && !own.has(file));
  return strays.map((file) => ({ file, reason, stepsBefore: null }));
}

/** Throws `UserError` for the first file that the tool finds and refuses for its name. */
export function refuseName(folder: Folder, file: string, tool: string, example: string): never {
  throw new UserError(`The name of ${file} is none that ${tool} runs: it looks for names like ${example}.`, {
    place: join(folder.given, file),
    hint: "Rename it, or move it out of the folder where it is no migration.",
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
