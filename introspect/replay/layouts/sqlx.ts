/** sqlx: its mark on a step without a transaction; its other steps are plain files or pairs. */
import { fileWith, type Layout } from "./layout.ts";

export const sqlx: Layout = {
  tool: "sqlx",
  recognise: (folder) => fileWith(folder, /^\d+_.*\.sql$/i, /^-- no-transaction/),
};
