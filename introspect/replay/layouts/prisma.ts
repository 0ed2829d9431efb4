/** Prisma: a folder a step, with `migration.sql`; `migration_lock.toml` beside them, `schema.prisma` above. */
import type { Layout } from "./layout.ts";

export const prisma: Layout = {
  tool: "Prisma",
  recognise: (folder) => {
    if (folder.files.includes("migration_lock.toml")) return "migration_lock.toml";
    const steps = folder.folders.filter((name) => folder.inside(name).includes("migration.sql"));
    const [step] = steps.filter((name) => /^\d/.test(name) || folder.around.find(/\.prisma$/) !== null);
    return step === undefined ? null : `${step}/migration.sql`;
  },
};
