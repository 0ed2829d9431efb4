/** refinery: `V1__name.rs`. */
import { fileNamed, type Layout } from "./layout.ts";

export const refinery: Layout = {
  tool: "refinery",
  recognise: (folder) => fileNamed(folder, /^[VU]\d+__.+\.rs$/),
};
