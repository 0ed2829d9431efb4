/** Play's evolutions: `1.sql` with `# --- !Ups` and `# --- !Downs`, also behind two dashes. */
import { fileWith, type Layout } from "./layout.ts";

export const play: Layout = {
  tool: "Play",
  recognise: (folder) => fileWith(folder, /^\d+\.sql$/i, /^(#|--)[ \t]*-*[ \t]*!(Ups|Downs)\b/m),
};
