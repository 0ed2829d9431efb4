/** node-pg-migrate: `1700000000000_name.js`, or SQL with `-- Up Migration`. */
import { fileWith, type Layout } from "./layout.ts";

export const nodePgMigrate: Layout = {
  tool: "node-pg-migrate",
  recognise: (folder) =>
    fileWith(folder, /^\d{13,17}[_-].+\.[cm]?[jt]s$/, /\bpgm\b|node-pg-migrate/) ??
    fileWith(folder, /\.sql$/i, /^[^\S\n]*--[^\S\n]*-*[^\S\n]*up[^\S\n]+migration\b/im),
};
