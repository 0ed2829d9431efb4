/** `1_name.up.sql` with `1_name.down.sql`, as golang-migrate and sqlx have them. */
import { join } from "node:path";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile } from "../history.ts";
import type { Folder } from "./layout.ts";
import { checkVersions, compareVersions, findVersioned, toStepName } from "./steps.ts";

/** A file of a pair, also one without a version in front. */
export const PAIR_FILE = /\.(up|down)\.sql$/i;
const VERSIONED_PAIR = /^(\d+)_(.*)\.(?:up|down)\.sql$/;

/**
 * Reads the pairs, which belong together by their version. `facts` adds to a step what its way up says. Throws
 * `UserError` for a way down alone, for versions that are there twice, and for files that are none of a pair.
 */
export function readPairs(
  folder: Folder,
  tool: string,
  facts: (up: string) => Pick<HistoryFile, "inTransaction">,
): HistoryFile[] {
  checkNames(folder);
  const files = findVersioned(folder, tool, VERSIONED_PAIR, "0001_create_orders.up.sql").sort((a, b) =>
    compareVersions(a.version, b.version),
  );
  const [ups, downs] = ["up", "down"].map((side) => files.filter(({ file }) => file.endsWith(`.${side}.sql`)));
  if (ups === undefined || downs === undefined) return [];
  checkVersions(ups, folder, compareVersions);
  checkVersions(downs, folder, compareVersions);
  for (const { file, version } of downs) {
    if (ups.some((up) => compareVersions(up.version, version) === 0)) continue;
    throw new UserError(`The way up of ${file} is missing: no .up.sql file is of version ${version}.`, {
      place: join(folder.given, file),
      hint: "Put the .up.sql file beside it, or take this one away.",
    });
  }
  return ups.map(({ file, version, slug }) => {
    const text = folder.read(file);
    const down = downs.find((each) => compareVersions(each.version, version) === 0)?.file ?? null;
    return {
      version,
      name: toStepName(slug, version),
      file,
      text,
      ...facts(text),
      down: { file: down ?? file, text: down === null ? "" : folder.read(down) },
    };
  });
}

/** A file of a pair has a version, and beside pairs a single file is run by one tool and passed over by the other. */
function checkNames(folder: Folder): void {
  for (const file of folder.files) {
    const place = join(folder.given, file);
    if (PAIR_FILE.test(file) && !/^\d/.test(file)) {
      throw new UserError(`The name of ${file} has no version in front, so no tool runs it.`, {
        place,
        hint: "Call it like 0001_create_orders.up.sql, or move it out of the folder.",
      });
    }
    if (/^\d.*\.sql$/i.test(file) && !PAIR_FILE.test(file)) {
      throw new UserError(`The folder mixes layouts: ${file} is a single file beside pairs of .up.sql and .down.sql.`, {
        place,
        hint: `sqlx would run it and golang-migrate pass it over; call it ${file.replace(/\.sql$/i, ".up.sql")}.`,
      });
    }
  }
}
