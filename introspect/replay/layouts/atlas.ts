/** Atlas: `atlas.sum` beside the files, or its directives in them. */
import { fileWith, type Layout } from "./layout.ts";

export const atlas: Layout = {
  tool: "Atlas",
  recognise: (folder) =>
    folder.files.includes("atlas.sum") ? "atlas.sum" : fileWith(folder, /\.sql$/i, /^--\s*atlas:/m),
};
