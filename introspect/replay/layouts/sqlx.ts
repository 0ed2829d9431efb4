/**
 * sqlx where its mark gives it away: a step that begins with `-- no-transaction`. Its steps are single files or pairs;
 * without the mark single files are a plain folder, and pairs are golang-migrate's too.
 */
import type { HistoryFile } from "../history.ts";
import { type Folder, fileNamed, fileWith, type Layout } from "./layout.ts";
import { PAIR_FILE, readPairs } from "./pairs.ts";
import { checkVersions, compareVersions, findVersioned, toStepName } from "./steps.ts";

const NO_TRANSACTION = /^-- no-transaction/;

export const sqlx: Layout = {
  tool: "sqlx",
  recognise: (folder) => fileWith(folder, /^\d+_.*\.sql$/i, NO_TRANSACTION),
  read: (folder) => ({
    files: fileNamed(folder, PAIR_FILE) === null ? readSingle(folder) : readPairs(folder, "sqlx", toTransaction),
    toolTable: {
      name: "_sqlx_migrations",
      columns:
        "version bigint PRIMARY KEY, description text NOT NULL, installed_on timestamptz NOT NULL DEFAULT now(), " +
        "success boolean NOT NULL, checksum bytea NOT NULL, execution_time bigint NOT NULL",
    },
  }),
};

function readSingle(folder: Folder): HistoryFile[] {
  const files = findVersioned(folder, "sqlx", /^(\d+)_(.*)\.sql$/, "0001_create_orders.sql").sort((a, b) =>
    compareVersions(a.version, b.version),
  );
  checkVersions(files, folder, compareVersions);
  return files.map(({ file, version, slug }) => {
    const text = folder.read(file);
    return { version, name: toStepName(slug, version), file, text, ...toTransaction(text) };
  });
}

function toTransaction(text: string): Pick<HistoryFile, "inTransaction"> {
  return { inTransaction: !NO_TRANSACTION.test(text) };
}
