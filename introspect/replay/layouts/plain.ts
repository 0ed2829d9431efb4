/** A plain folder of `.sql` files that are run in the order of their names. */
import { join } from "node:path";
import { count } from "../../../src/model/sentence.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile, PassedOver } from "../history.ts";
import { isNumbered } from "../passed-over.ts";
import { PAIR_REMEDY, toWholeHint } from "../way-back/whole-steps.ts";
import { languageOf, passOverCode } from "./code-steps.ts";
import { type Folder, fileWith, type LayoutHistory } from "./layout.ts";
import { findNamePairs } from "./name-pairs.ts";
import { compareNaturally, formatStepName } from "./steps.ts";

/**
 * Reads the folder's own `.sql` files; folders in it are not looked into. Throws `UserError` where one of two files
 * takes back what the other does by their names, unless `wholeSteps` has it.
 */
export function readPlainFolder(folder: Folder, wholeSteps: readonly string[]): LayoutHistory {
  checkQueries(folder);
  const names = folder.files.filter((name) => /\.sql$/i.test(name)).toSorted(compareNaturally);
  checkNames(folder, names, wholeSteps);
  const steps = buildStepNames(names);
  const files = names.map(
    (file, place): HistoryFile => ({ ...(steps[place] as StepName), file, text: folder.read(file) }),
  );
  return { files, passedOver: [...passOverCode(folder.files, files), ...passOverUnread(folder, files)] };
}

/** The annotations by which sqlc makes functions of queries. */
const QUERY = /^--\s*name:\s*\w+\s*:(one|many|exec\w*|copyfrom|batch\w+)\b.*$/m;

function checkQueries(folder: Folder): void {
  const evidence = fileWith(folder, /\.sql$/i, QUERY);
  if (evidence === null) return;
  throw new UserError(`The files are queries for sqlc (${evidence}), not migrations.`, {
    place: folder.given,
    hint: "sqlc.yaml names the folder that holds the schema or the migrations: give that.",
  });
}

function checkNames(folder: Folder, names: readonly string[], wholeSteps: readonly string[]): void {
  const pair = findNamePairs(names).find(({ down }) => !wholeSteps.includes(down));
  if (pair === undefined) return;
  throw new UserError(`By its name ${pair.down} takes back what ${pair.up} does, and would be run as well.`, {
    place: join(folder.given, pair.down),
    hint: toWholeHint(PAIR_REMEDY, pair.down),
  });
}

/**
 * SQL by its name that is not read: where it goes on behind `.sql` the file is the step for PostgreSQL, a template that a
 * program fills in, or packed; other endings are those that some give to scripts.
 */
const UNREAD =
  /\.sql\.(pg|pgsql|postgres|postgresql|psql|ejs|erb|hbs|in|j2|jinja2?|liquid|mustache|template|tmpl|tpl|gz|bz2|xz|zst|zip)$|\.(ddl|pgsql|plpgsql|psql)$/i;

/** Whether the name is that of a file with SQL in it that no replay reads. */
export function isUnreadSql(name: string): boolean {
  return UNREAD.test(name);
}

/** Files with SQL that are not read, code beside files that nothing but their names puts in order, and folders. */
function passOverUnread(folder: Folder, files: readonly HistoryFile[]): PassedOver[] {
  const variants = folder.files.filter(isUnreadSql).map((file) => ({
    file,
    reason: "Its name does not end in .sql: what it makes is missing.",
    stepsBefore: files.filter((step) => compareNaturally(step.file, file) < 0).length,
  }));
  const code = isNumbered(files) ? [] : folder.files.filter((file) => languageOf(file) !== null);
  const folders = folder.folders.filter((name) => folder.inside(name).some((file) => /\.sql$/i.test(file)));
  return [
    ...variants,
    ...code.slice(0, 1).map((file) => ({ file, reason: formatCodeReason(code.length - 1), stepsBefore: null })),
    ...folders.map((name) => ({
      file: `${name}/`,
      reason: "Folders inside the one that is given are not read.",
      stepsBefore: null,
    })),
  ];
}

function formatCodeReason(others: number): string {
  if (others === 0) return "A replay runs SQL alone.";
  return `A replay runs SQL alone, and ${count(others, "more file")} here ${others === 1 ? "is" : "are"} code too.`;
}

export interface StepName {
  version: string;
  name: string;
}

/**
 * `0004_create_orders.sql` is version `0004`, named `create orders`. Where that does not name every step differently,
 * or a name does not begin with digits, the version is the whole name without its ending.
 */
export function buildStepNames(files: readonly string[]): StepName[] {
  const stems = files.map((file) => file.replace(/\.sql$/i, ""));
  const parts = stems.map((stem) => /^([Vv]?\d[\d.-]*)(?:[_\- ]+(.+))?$/.exec(stem));
  const versions = parts.map((match, place) => match?.[1]?.replace(/[.-]+$/, "") ?? (stems[place] as string));
  const counts = new Map<string, number>();
  for (const version of versions) counts.set(version, (counts.get(version) ?? 0) + 1);
  return stems.map((stem, place) => {
    const version = versions[place] as string;
    return { version: counts.get(version) === 1 ? version : stem, name: formatStepName(parts[place]?.[2] ?? "", stem) };
  });
}
