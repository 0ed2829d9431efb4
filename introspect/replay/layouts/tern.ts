/** tern: what takes a step back stands below `---- create above / drop below ----`. */
import { fileWith, type Layout } from "./layout.ts";

export const tern: Layout = {
  tool: "tern",
  recognise: (folder) => fileWith(folder, /\.sql$/i, /^---- create above \/ drop below ----/m),
};
