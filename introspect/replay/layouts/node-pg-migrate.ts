/**
 * node-pg-migrate: `1700000000000_name.sql` with `-- Up Migration` and `-- Down Migration`, in the order of the numbers.
 * Steps in JavaScript among them are named and not run.
 */
import type { HistoryFile } from "../history.ts";
import { passOverCode } from "./code-steps.ts";
import { cutAtFirst, type Section } from "./first-marks.ts";
import { type FileParts, fileWith, type Layout } from "./layout.ts";
import { checkVersions, compareVersions, findVersioned, formatStepName, passOverStrays } from "./steps.ts";
import { buildUnsupportedError } from "./unsupported.ts";

const CODE = /^\d{13,17}[_-].+\.[cm]?[jt]s$/;
const UP = /^\s*--[\s-]*up\s+migration/im;
const DOWN = /^\s*--[\s-]*down\s+migration/im;
const SIGN = /^[^\S\n]*--[^\S\n]*-*[^\S\n]*up[^\S\n]+migration\b/im;
/** In one of the comments that the file begins with. */
const NO_TRANSACTION = /^(?:\s*--.*\n)*\s*--[ \t]*no[ \t]*transaction[ \t]*$/im;

export const nodePgMigrate: Layout = {
  tool: "node-pg-migrate",
  recognise: (folder) => fileWith(folder, CODE, /\bpgm\b|node-pg-migrate/) ?? fileWith(folder, /\.sql$/i, SIGN),
  readParts: (file, text) => (SIGN.test(text) ? readParts(file, text) : null),
  read: (folder) => {
    const files = findVersioned(folder, /^(\d+)[_-]?(.*)\.sql$/i)
      .sort((a, b) => compareVersions(a.version, b.version))
      .map(({ file, version, slug }): HistoryFile => {
        return { version, name: formatStepName(slug, version), file, ...readParts(file, folder.read(file)) };
      });
    const inCode = fileWith(folder, CODE, /\bpgm\b|node-pg-migrate/);
    if (files.length === 0 && inCode !== null) throw buildUnsupportedError("node-pg-migrate", inCode, folder.given);
    checkVersions(files, folder, compareVersions);
    return {
      files,
      passedOver: [
        ...passOverStrays(folder, files, "node-pg-migrate runs only files with a number in front."),
        ...passOverCode(folder.files, files),
      ],
      toolTable: {
        name: "pgmigrations",
        columns: "id serial PRIMARY KEY, name varchar(255) NOT NULL, run_on timestamp NOT NULL",
      },
      toUp: (text) => cutParts(text).up,
    };
  },
};

/** All of a file is the way up where it has no mark of it. */
function cutParts(text: string): Section {
  return cutAtFirst(text, UP, DOWN);
}

function readParts(file: string, text: string): FileParts {
  const { up, down } = cutParts(text);
  return { text: up, inTransaction: !NO_TRANSACTION.test(text), down: { file, text: down } };
}
