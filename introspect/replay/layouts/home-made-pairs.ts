/** Pairs of files whose versions no known tool would read, such as `V0001.Create_Orders.up.sql`: a team's own runner. */

import { passOverCode } from "./code-steps.ts";
import type { Layout } from "./layout.ts";
import { findPairs, readPairs } from "./pairs.ts";
import { findVersioned, passOverStrays } from "./steps.ts";

const NAME = /^[a-z]*[._-]?(\d+)(?:[._-]+(.*?))?\.(?:up|down)\.sql$/i;

export const homeMadePairs: Layout = {
  tool: "sql",
  recognise: (folder) => (findVersioned(folder, NAME).length === 0 ? null : findPairs(folder)),
  read: (folder) => {
    const files = readPairs(folder, findVersioned(folder, NAME));
    const others = passOverStrays(folder, files, "It is none of the pairs of .up.sql and .down.sql.").filter(
      ({ file }) => !NAME.test(file),
    );
    return { files, passedOver: [...others, ...passOverCode(folder.files, files)] };
  },
};
