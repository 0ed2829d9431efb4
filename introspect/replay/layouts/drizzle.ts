/** Drizzle: SQL files with `meta/_journal.json`, or a folder a step with `snapshot.json`. */
import { fileWith, folderWith, type Layout } from "./layout.ts";

export const drizzle: Layout = {
  tool: "Drizzle",
  recognise: (folder) => {
    if (folder.inside("meta").includes("_journal.json")) return "meta/_journal.json";
    const step = folderWith(folder, "snapshot.json");
    return step === null ? fileWith(folder, /\.sql$/i, /--> statement-breakpoint/) : `${step}/snapshot.json`;
  },
};
