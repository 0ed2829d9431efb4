/** Flyway: `V1__name.sql`, `R__name.sql`; refinery's SQL files have the same names. */
import { fileNamed, type Layout } from "./layout.ts";

export const flyway: Layout = {
  tool: "Flyway",
  recognise: (folder) => fileNamed(folder, /^([VUB]\d+([._]\d+)*|R)__.+\.sql$/),
};
