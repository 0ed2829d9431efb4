/**
 * golang-migrate and its kin (morph, river, runners that a team wrote itself): `1_name.up.sql` and `1_name.down.sql`.
 * Each file is one batch, which PostgreSQL itself makes a transaction where it holds several statements. Whether the
 * tool opens one or takes the batch apart stands in the connection's URL (x-use-transaction, x-multi-statement).
 */
import type { HistoryFile, PassedOver } from "../history.ts";
import { passOverCode } from "./code-steps.ts";
import type { Folder, Layout } from "./layout.ts";
import { checkPairVersions, findPairs, readPairs } from "./pairs.ts";
import { compareNaturally, findVersioned, passOverStrays } from "./steps.ts";

const NAME = /^(\d+)_(.*)\.(?:up|down)\.sql$/;

export const golangMigrate: Layout = {
  tool: "golang-migrate",
  recognise: (folder) => (findVersioned(folder, NAME).length === 0 ? null : findPairs(folder)),
  read: (folder) => {
    const found = findVersioned(folder, NAME);
    const sure = folder.around.find(/^go\.mod$/, /\bgolang-migrate\/migrate\b/) !== null;
    // Other runners of pairs have customs of their own.
    if (sure) checkPairVersions(folder, found);
    const files = readPairs(folder, found);
    return {
      files,
      passedOver: [
        // The way back of a step in code is no stray.
        ...passOverOthers(folder, files, sure).filter(({ file }) => !NAME.test(file)),
        ...passOverCode(folder.files, files),
      ],
      toolTable: { name: "schema_migrations", columns: "version bigint PRIMARY KEY, dirty boolean NOT NULL" },
    };
  },
};

/** Files with other names. Where it is not sure that golang-migrate runs the folder, the catalog may lack what they make. */
function passOverOthers(folder: Folder, files: readonly HistoryFile[], sure: boolean): PassedOver[] {
  const looksFor = "golang-migrate runs only files with names like 0001_create_orders.up.sql";
  return passOverStrays(folder, files, `${looksFor}.`).map((stray) => {
    if (sure || !/^[a-z]?\d|\.up\.sql$/i.test(stray.file)) return stray;
    const reason = `${looksFor}; where another tool runs it, what it makes is missing.`;
    const stepsBefore = files.filter(({ file }) => compareNaturally(file, stray.file) < 0).length;
    return { ...stray, reason, stepsBefore };
  });
}
