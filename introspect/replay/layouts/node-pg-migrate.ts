/** node-pg-migrate: `1700000000000_name.js`, or SQL with `-- Up Migration`. */
import { fileNamed, fileWith, type Layout } from "./layout.ts";

export const nodePgMigrate: Layout = {
  tool: "node-pg-migrate",
  recognise: (folder) =>
    fileNamed(folder, /^\d{13,17}[_-].+\.[cm]?[jt]s$/) ?? fileWith(folder, /\.sql$/i, /^--\s*(Up|Down) Migration/im),
};
