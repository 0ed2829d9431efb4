/** refinery: `V1__name.sql` and `U2__name.sql` by their numbers, where a `Cargo.toml` above names it; `V1__name.rs` is not run. */
import type { HistoryFile } from "../history.ts";
import { passOverCode } from "./code-steps.ts";
import { fileNamed, type Layout } from "./layout.ts";
import { checkVersions, compareVersions, findVersioned, formatStepName, passOverStrays } from "./steps.ts";
import { buildUnsupportedError } from "./unsupported.ts";

const DEPENDENCY = /^\s*(\[.*dependencies\.)?refinery\b/m;
/** `U` is no way back: it may come late, with a number below those that have run. */
const NAME = /^[UV](\d+)__(\w+)\.sql$/;

export const refinery: Layout = {
  tool: "refinery",
  recognise: (folder) => {
    const sql = folder.around.find(/^Cargo\.toml$/, DEPENDENCY) === null ? null : fileNamed(folder, NAME);
    return sql ?? fileNamed(folder, /^[VU]\d+__.+\.rs$/);
  },
  read: (folder) => {
    const files = findVersioned(folder, NAME)
      .sort((a, b) => compareVersions(a.version, b.version))
      .map(({ file, version, slug }): HistoryFile => {
        const named = { version, name: formatStepName(slug, version) };
        return { ...named, file, text: folder.read(file), inTransaction: true };
      });
    const inRust = fileNamed(folder, /^[VU]\d+__.+\.rs$/);
    if (files.length === 0 && inRust !== null) throw buildUnsupportedError("refinery", inRust, folder.given);
    checkVersions(files, folder, compareVersions);
    return {
      files,
      passedOver: [
        ...passOverStrays(folder, files, "refinery runs only files with names like V1__create_orders.sql."),
        ...passOverCode(folder.files, files),
      ],
      toolTable: {
        name: "refinery_schema_history",
        columns: "version int4 PRIMARY KEY, name varchar(255), applied_on varchar(255), checksum varchar(255)",
      },
    };
  },
};
