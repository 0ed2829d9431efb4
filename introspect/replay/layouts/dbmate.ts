/** dbmate: `-- migrate:up` and `-- migrate:down` in one file. */
import { fileWith, type Layout } from "./layout.ts";

export const dbmate: Layout = {
  tool: "dbmate",
  recognise: (folder) => fileWith(folder, /\.sql$/i, /^--\s*migrate:(up|down)\b/m),
};
