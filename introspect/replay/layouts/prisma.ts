/** Prisma: a folder a step, with `migration.sql`, and `migration_lock.toml` beside them. */
import { folderWith, type Layout } from "./layout.ts";

export const prisma: Layout = {
  tool: "Prisma",
  recognise: (folder) => {
    if (folder.files.includes("migration_lock.toml")) return "migration_lock.toml";
    const step = folderWith(folder, "migration.sql");
    return step === null ? null : `${step}/migration.sql`;
  },
};
