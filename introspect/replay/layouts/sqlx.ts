/**
 * sqlx: single files or pairs, or both. It is told from others by what the project has around them (`.sqlx`, its name in
 * a `Cargo.toml`), or by a step that begins with `-- no-transaction`.
 */
import type { HistoryFile } from "../history.ts";
import { passOverCode } from "./code-steps.ts";
import { type Folder, fileNamed, fileWith, type Layout, type LayoutHistory, mostlyNamed } from "./layout.ts";
import { checkPairVersions, findPairs, readPairs } from "./pairs.ts";
import { findVersioned, passOverStrays, refuseName } from "./steps.ts";

const NO_TRANSACTION = /^-- no-transaction/;
const NAME = /^(\d+)_(.*?)(?:\.(?:up|down))?\.sql$/;
const DEPENDENCY = /^\s*(\[.*dependencies\.)?sqlx\b/m;

/** Pairs, which other tools have too. */
export const sqlxPairs: Layout = {
  tool: "sqlx",
  recognise: (folder) => (findPairs(folder) === null ? null : findSign(folder)),
  read: readFolder,
};

/** Single files, which a plain folder and tools with marks in their files have too. */
export const sqlxFiles: Layout = {
  tool: "sqlx",
  recognise: (folder) => (mostlyNamed(folder, NAME) === null ? null : findSign(folder)),
  read: readFolder,
};

function findSign(folder: Folder): string | null {
  return (
    fileWith(folder, NAME, NO_TRANSACTION) ??
    folder.around.find(/^\.sqlx$/) ??
    folder.around.find(/^Cargo\.toml$/, DEPENDENCY)
  );
}

function readFolder(folder: Folder): LayoutHistory {
  const unread = fileNamed(folder, /^(?!\d+_)[^_]*_.*\.sql$/);
  if (unread !== null) refuseName(folder, unread, "sqlx", "0001_create_orders.sql");
  const found = findVersioned(folder, NAME);
  checkPairVersions(folder, found);
  const files = readPairs(folder, found).map(
    (step): HistoryFile => ({ ...step, inTransaction: !NO_TRANSACTION.test(step.text) }),
  );
  return {
    files,
    passedOver: [
      ...passOverStrays(folder, files, "sqlx runs only files with names like 0001_create_orders.sql."),
      ...passOverCode(folder.files, files),
    ],
    toolTable: {
      name: "_sqlx_migrations",
      columns:
        "version bigint PRIMARY KEY, description text NOT NULL, installed_on timestamptz NOT NULL DEFAULT now(), " +
        "success boolean NOT NULL, checksum bytea NOT NULL, execution_time bigint NOT NULL",
    },
  };
}
