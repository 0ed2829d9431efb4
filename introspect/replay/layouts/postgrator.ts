/** Postgrator: `001.do.create_orders.sql` and `001.undo.create_orders.sql`; each file is one batch. */
import type { HistoryFile } from "../history.ts";
import { passOverCode } from "./code-steps.ts";
import { fileNamed, type Layout } from "./layout.ts";
import { checkVersions, compareVersions, findVersioned, formatStepName, passOverStrays } from "./steps.ts";

const DO = /^(\d+)\.do(?:\.(.*))?\.sql$/i;
const UNDO = /^(\d+)\.undo(?:\.(.*))?\.sql$/i;

export const postgrator: Layout = {
  tool: "Postgrator",
  recognise: (folder) => fileNamed(folder, DO) ?? fileNamed(folder, UNDO),
  read: (folder) => {
    const sorted = (name: RegExp) => findVersioned(folder, name).sort((a, b) => compareVersions(a.version, b.version));
    const undos = sorted(UNDO);
    checkVersions(undos, folder, compareVersions);
    const files = sorted(DO).map(({ file, version, slug }): HistoryFile => {
      const undo = undos.find((each) => compareVersions(each.version, version) === 0);
      const down = { file: undo?.file ?? file, text: undo === undefined ? "" : folder.read(undo.file) };
      return { version, name: formatStepName(slug, version), file, text: folder.read(file), down };
    });
    checkVersions(files, folder, compareVersions);
    return {
      files,
      passedOver: [
        ...passOverStrays(folder, files, "Postgrator runs only files with names like 001.do.create_orders.sql."),
        ...passOverCode(folder.files, files),
      ],
      toolTable: {
        name: "schemaversion",
        columns: "version bigint PRIMARY KEY, name text, md5 text, run_at timestamptz",
      },
    };
  },
};
