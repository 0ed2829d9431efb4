/** A plain folder of `.sql` files that are run in the order of their names. */
import { join } from "node:path";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile, PassedOver } from "../history.ts";
import { toWholeHint } from "../whole-steps.ts";
import { passOverCode } from "./code-steps.ts";
import type { Folder, LayoutHistory } from "./layout.ts";
import { findNamePairs } from "./name-pairs.ts";
import { compareNaturally, toStepName } from "./steps.ts";

/**
 * Reads the folder's own `.sql` files; folders in it are not looked into. Throws `UserError` where one of two files
 * takes back what the other does by their names, unless `wholeSteps` has it.
 */
export function readPlainFolder(folder: Folder, wholeSteps: readonly string[]): LayoutHistory {
  const names = folder.files.filter((name) => /\.sql$/i.test(name)).toSorted(compareNaturally);
  checkNames(folder, names, wholeSteps);
  const steps = toStepNames(names);
  const files = names.map(
    (file, place): HistoryFile => ({ ...(steps[place] as StepName), file, text: folder.read(file) }),
  );
  return { files, passedOver: [...passOverCode(folder.files, files), ...passOverUnread(folder, files)] };
}

function checkNames(folder: Folder, names: readonly string[], wholeSteps: readonly string[]): void {
  const pair = findNamePairs(names).find(({ down }) => !wholeSteps.includes(down));
  if (pair === undefined) return;
  throw new UserError(`By its name ${pair.down} takes back what ${pair.up} does, and would be run as well.`, {
    place: join(folder.given, pair.down),
    hint: toWholeHint(
      "Call such files like 0001_create_orders.up.sql and 0001_create_orders.down.sql, or move the ways back out of the folder",
      pair.down,
    ),
  });
}

/** A variant of a step for PostgreSQL. */
const OF_POSTGRES = /\.sql\.(pg|pgsql|postgres|postgresql|psql)$/i;

/** Files whose names go on behind `.sql`, and folders that hold SQL. */
function passOverUnread(folder: Folder, files: readonly HistoryFile[]): PassedOver[] {
  const variants = folder.files
    .filter((file) => OF_POSTGRES.test(file))
    .map((file) => ({
      file,
      reason: "Its name does not end in .sql: what it makes is missing.",
      stepsBefore: files.filter((step) => compareNaturally(step.file, file) < 0).length,
    }));
  const folders = folder.folders
    .filter((name) => folder.inside(name).some((file) => /\.sql$/i.test(file)))
    .map((name) => ({
      file: `${name}/`,
      reason: "Folders inside the one that is given are not read.",
      stepsBefore: null,
    }));
  return [...variants, ...folders];
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
