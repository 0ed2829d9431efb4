/** sql-migrate: `-- +migrate Up` and `-- +migrate Down` in one file. */
import { fileWith, type Layout } from "./layout.ts";

export const sqlMigrate: Layout = {
  tool: "sql-migrate",
  recognise: (folder) => fileWith(folder, /\.sql$/i, /^--\s*\+migrate\s+(up|down)\b/im),
};
