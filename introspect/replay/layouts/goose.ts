/** goose: `-- +goose Up` and `-- +goose Down` in one file. */
import { fileWith, type Layout } from "./layout.ts";

export const goose: Layout = {
  tool: "goose",
  recognise: (folder) => fileWith(folder, /\.(sql|go)$/i, /^--\s*\+goose\s|\bgoose\.AddMigration/m),
};
