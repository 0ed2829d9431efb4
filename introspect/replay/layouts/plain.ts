/** A plain folder of `.sql` files that are run in the order of their names. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { compareText } from "../../../src/model/names.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { History } from "../history.ts";
import { readSqlText } from "./sql-text.ts";
import { compareVersions, toStepName } from "./steps.ts";

/**
 * Reads the folder's own `.sql` files; folders in it are not looked into. `path` is what the user called it, `entries`
 * are the names in it. Throws `UserError` where there is no such file.
 */
export function readPlainFolder(folder: string, path: string, entries: readonly string[]): History {
  const names = entries.filter((name) => /\.sql$/i.test(name)).sort(compareNaturally);
  if (names.length === 0) {
    throw new UserError(entries.length === 0 ? "The folder is empty." : "The folder holds no .sql file.", {
      place: path,
      hint: "Give the folder that the migrations themselves are in; folders inside it are not read.",
    });
  }
  const steps = toStepNames(names);
  return {
    kind: "migrations",
    name: basename(folder),
    tool: "sql",
    folder,
    files: names.map((file, place) => ({
      ...(steps[place] as StepName),
      file,
      text: readSqlText(readFileSync(join(folder, file)), join(path, file)),
    })),
  };
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

export interface StepName {
  version: string;
  name: string;
}

/**
 * `0004_create_orders.sql` is version `0004`, named `create orders`. Where that does not name every step differently,
 * or a name does not begin with digits, the version is the whole name without its ending.
 */
export function toStepNames(files: readonly string[]): StepName[] {
  const stems = files.map((file) => file.replace(/\.sql$/i, ""));
  const parts = stems.map((stem) => /^([Vv]?\d[\d.-]*)(?:[_\- ]+(.+))?$/.exec(stem));
  const versions = parts.map((match, place) => match?.[1]?.replace(/[.-]+$/, "") ?? (stems[place] as string));
  const counts = new Map<string, number>();
  for (const version of versions) counts.set(version, (counts.get(version) ?? 0) + 1);
  return stems.map((stem, place) => {
    const version = versions[place] as string;
    return { version: counts.get(version) === 1 ? version : stem, name: toStepName(parts[place]?.[2] ?? "", stem) };
  });
}
