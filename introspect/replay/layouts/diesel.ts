/** diesel: a folder a step, with `up.sql`, `down.sql` and what `metadata.toml` says of them. */
import { join } from "node:path";
import { compareText } from "../../../src/model/names.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile } from "../history.ts";
import { type Folder, folderWith, type Layout } from "./layout.ts";
import { checkVersions, formatStepName, passOverStrays } from "./steps.ts";

export const diesel: Layout = {
  tool: "diesel",
  recognise: (folder) => {
    const step = folderWith(folder, "up.sql");
    return step === null ? null : `${step}/up.sql`;
  },
  read: (folder) => {
    checkFolder(folder);
    const files = findSteps(folder)
      .map((step) => readStep(folder, step))
      .sort((a, b) => compareText(a.version, b.version));
    checkVersions(files, folder, compareText);
    return {
      files,
      passedOver: passOverStrays(folder, files, "diesel runs only the up.sql in a folder of its own."),
      toolTable: {
        name: "__diesel_schema_migrations",
        columns: "version varchar(50) PRIMARY KEY, run_on timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP",
      },
    };
  },
};

/** Every folder but hidden ones, which is how diesel looks for them. */
function findSteps(folder: Folder): string[] {
  return folder.folders.filter((name) => !name.startsWith("."));
}

function checkFolder(folder: Folder): void {
  for (const step of findSteps(folder)) {
    const names = folder.inside(step);
    if (names.includes("up.sql")) continue;
    const has = names.includes("down.sql") ? "The way up is missing: the folder holds down.sql and no up.sql" : null;
    throw new UserError(`${has ?? "The folder holds no up.sql, so diesel refuses to run any step"}.`, {
      place: join(folder.given, step),
      hint: "Put up.sql into it, or move it out of the folder.",
    });
  }
}

/** The version is what stands before the first `_`, without its hyphens; the rest may be of any characters. */
function readStep(folder: Folder, step: string): HistoryFile {
  const [version = "", ...slug] = step.split("_");
  const names = folder.inside(step);
  const has = (name: string) => names.includes(name);
  const down = `${step}/down.sql`;
  return {
    version: version.replaceAll("-", ""),
    name: formatStepName(slug.join("_"), step),
    file: `${step}/up.sql`,
    text: folder.read(`${step}/up.sql`),
    inTransaction: !(has("metadata.toml") && refusesTransaction(folder.read(`${step}/metadata.toml`))),
    down: { file: down, text: has("down.sql") ? folder.read(down) : "" },
  };
}

/** Looks at the top of the TOML file, before any `[table]`. */
function refusesTransaction(toml: string): boolean {
  const top = toml.split(/^\s*\[/m)[0] as string;
  return /^\s*run_in_transaction\s*=\s*false\b/m.test(top);
}
