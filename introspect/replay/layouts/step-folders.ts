/** Folders that each hold one step in a script of the same name, as Prisma and Drizzle have them. */
import type { HistoryFile } from "../history.ts";
import type { Folder } from "./layout.ts";
import { buildStepNames } from "./plain.ts";

/** Reads the steps in the order given. A `down.sql` beside a script takes it back, by custom. */
export function readStepFolders(folder: Folder, steps: readonly string[], script: string): HistoryFile[] {
  return buildStepNames(steps).map((named, place): HistoryFile => {
    const step = steps[place] as string;
    const [file, down] = [`${step}/${script}`, `${step}/down.sql`];
    return {
      ...named,
      file,
      text: folder.read(file),
      ...(folder.inside(step).includes("down.sql") && { down: { file: down, text: folder.read(down) } }),
    };
  });
}
