/** Atlas: `atlas.sum` beside the files, or directives in them that change how they are run. */
import { fileWith, type Layout } from "./layout.ts";

export const atlas: Layout = {
  tool: "Atlas",
  recognise: (folder) =>
    folder.files.includes("atlas.sum")
      ? "atlas.sum"
      : fileWith(folder, /\.sql$/i, /^--\s*atlas:(checkpoint|delimiter|import|txmode|txtar)\b/m),
};
