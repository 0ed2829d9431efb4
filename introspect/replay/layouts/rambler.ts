/** rambler: `-- rambler up` and `-- rambler down` in one file. */
import { fileWith, type Layout } from "./layout.ts";

export const rambler: Layout = {
  tool: "rambler",
  recognise: (folder) => fileWith(folder, /\.sql$/i, /^--\s*rambler\s+(up|down)\b/im),
};
