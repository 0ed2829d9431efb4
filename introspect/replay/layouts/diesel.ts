/** diesel: a folder a step, with `up.sql` and `down.sql`. */
import { folderWith, type Layout } from "./layout.ts";

export const diesel: Layout = {
  tool: "diesel",
  recognise: (folder) => {
    const step = folderWith(folder, "up.sql");
    return step === null ? null : `${step}/up.sql`;
  },
};
