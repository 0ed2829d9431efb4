/**
 * tern: `001_name.sql`, whose way back stands below `---- create above / drop below ----`; numbers have no gap, and a
 * step is one transaction unless it says `---- tern: disable-tx ----`.
 */
import { join } from "node:path";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile } from "../history.ts";
import { type FileParts, type Folder, fileWith, type Layout } from "./layout.ts";
import { checkVersions, compareVersions, findVersioned, formatStepName, passOverStrays } from "./steps.ts";
import { RUN_THE_TOOL } from "./unsupported.ts";

const MARK = "---- create above / drop below ----";
const SIGN = new RegExp(`^${MARK}`, "m");
const NO_TRANSACTION = /^---- tern: disable-tx ----\r?$/m;

export const tern: Layout = {
  tool: "tern",
  recognise: (folder) => fileWith(folder, /\.sql$/i, SIGN),
  readParts: (file, text, place) => (SIGN.test(text) ? readParts(file, text, place) : null),
  read: (folder) => {
    const files = findVersioned(folder, /^(\d+)_(.+)\.sql$/)
      .sort((a, b) => compareVersions(a.version, b.version))
      .map(({ file, version, slug }): HistoryFile => {
        const parts = readParts(file, folder.read(file), join(folder.given, file));
        return { version, name: formatStepName(slug, version), file, ...parts };
      });
    checkVersions(files, folder, compareVersions);
    checkGaps(files, folder);
    return {
      files,
      passedOver: passOverStrays(folder, files, "tern runs only files with names like 001_create_orders.sql."),
      toolTable: { name: "schema_version", columns: "version int4 NOT NULL" },
      toUp: (text) => cut(text).up,
    };
  },
};

function cut(text: string): { up: string; down: string } {
  const at = text.indexOf(MARK);
  if (at === -1) return { up: text, down: "" };
  return { up: text.slice(0, at), down: text.slice(0, at).replaceAll(/[^\n]/g, "") + text.slice(at + MARK.length) };
}

function readParts(file: string, text: string, place: string): FileParts {
  const filled = text.search(/\{\{/);
  if (filled !== -1) {
    throw new UserError("tern fills in templates here (`{{`), and a replay has no values for them.", {
      place: `${place}:${text.slice(0, filled).split("\n").length}`,
      hint: RUN_THE_TOOL,
    });
  }
  const { up, down } = cut(text);
  return { text: up, inTransaction: !NO_TRANSACTION.test(text), down: { file, text: down } };
}

/** Throws `UserError` where a number is left out. */
function checkGaps(files: readonly HistoryFile[], folder: Folder): void {
  for (const [place, { version, file }] of files.entries()) {
    if (Number(version) === place + 1) continue;
    throw new UserError(`Step ${place + 1} is missing before ${file}: tern refuses a history with a gap.`, {
      place: join(folder.given, file),
      hint: "Take the missing file from git, or give this one the next number.",
    });
  }
}
