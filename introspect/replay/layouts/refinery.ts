/** refinery: `V1__name.rs`, or `V1__name.sql` where a `Cargo.toml` above names it. */
import { fileNamed, type Layout } from "./layout.ts";

const DEPENDENCY = /^\s*(\[.*dependencies\.)?refinery\b/m;

export const refinery: Layout = {
  tool: "refinery",
  recognise: (folder) => {
    const sql =
      folder.around.find(/^Cargo\.toml$/, DEPENDENCY) === null ? null : fileNamed(folder, /^[VU]\d+__.+\.sql$/);
    return sql ?? fileNamed(folder, /^[VU]\d+__.+\.rs$/);
  },
};
