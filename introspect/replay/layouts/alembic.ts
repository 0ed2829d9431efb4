/** Alembic: Python files that name the revision before them. */
import { fileWith, type Layout } from "./layout.ts";

export const alembic: Layout = {
  tool: "Alembic",
  recognise: (folder) => {
    if (folder.files.includes("alembic.ini")) return "alembic.ini";
    if (folder.files.includes("env.py") && folder.folders.includes("versions")) return "env.py";
    return fileWith(folder, /\.py$/, /^down_revision\b/m);
  },
};
