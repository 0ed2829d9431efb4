/**
 * Prisma: a folder a step, with `migration.sql` in it; `migration_lock.toml` beside them names the database. Each script
 * is one batch, which PostgreSQL itself makes a transaction where it holds several statements. A `down.sql` beside it
 * is a custom of Prisma's manual, which no command of Prisma's runs.
 */
import { join } from "node:path";
import { UserError } from "../../../src/model/user-error.ts";
import { checkDatabase } from "./databases.ts";
import type { Folder, Layout } from "./layout.ts";
import { readStepFolders } from "./step-folders.ts";
import { passOverStrays } from "./steps.ts";

const SCRIPT = "migration.sql";
const LOCK = "migration_lock.toml";
const SCHEMA = /\.prisma$/;

export const prisma: Layout = {
  tool: "Prisma",
  recognise: (folder) => {
    if (folder.files.includes(LOCK)) return LOCK;
    const steps = folder.folders.filter((name) => folder.inside(name).includes(SCRIPT));
    const [step] = steps.filter((name) => /^\d/.test(name) || folder.around.find(SCHEMA) !== null);
    return step === undefined ? null : `${step}/${SCRIPT}`;
  },
  findSteps: (folder) => {
    const names = [...folder.files, ...folder.folders.flatMap((name) => folder.inside(name))];
    const own = folder.inside("migrations").includes(LOCK);
    return own && names.some((name) => SCHEMA.test(name)) ? "migrations" : null;
  },
  read: (folder) => {
    checkProvider(folder);
    const files = readStepFolders(folder, findFolders(folder), SCRIPT);
    return {
      files,
      passedOver: passOverStrays(folder, files, `Prisma runs only the ${SCRIPT} in a folder of its own.`),
      toolTable: {
        name: "_prisma_migrations",
        columns:
          "id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, " +
          "migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, " +
          "started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0",
      },
    };
  },
};

function checkProvider(folder: Folder): void {
  if (!folder.files.includes(LOCK)) return;
  const provider = /^\s*provider\s*=\s*\[?\s*["'](\w+)["']/m.exec(folder.readText(LOCK))?.[1];
  if (provider !== undefined) checkDatabase(provider, join(folder.given, LOCK));
}

/** Every folder but hidden ones, in the order of their names. Throws `UserError` for one without a script. */
function findFolders(folder: Folder): string[] {
  const steps = folder.folders.filter((name) => !name.startsWith("."));
  const empty = steps.find((step) => !folder.inside(step).includes(SCRIPT));
  if (empty === undefined) return steps;
  throw new UserError(`The folder holds no ${SCRIPT}, so Prisma refuses to run any step.`, {
    place: join(folder.given, empty),
    hint: `Put ${SCRIPT} back into it, or move the folder away.`,
  });
}
