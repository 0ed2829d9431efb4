/** rambler: `-- rambler up` and `-- rambler down` in one file, also several times; the order is that of the names. */
import { join } from "node:path";
import { compareText } from "../../../src/model/names.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile } from "../history.ts";
import { passOverCode } from "./code-steps.ts";
import { type FileParts, fileWith, type Layout } from "./layout.ts";
import { buildStepNames } from "./plain.ts";
import { cutSections } from "./sections.ts";

const SIGN = /^--\s*rambler\s+(up|down)\b/im;
const MARK = /^\s*--\s*rambler\s+(up|down)\b(.*)$/i;

export const rambler: Layout = {
  tool: "rambler",
  recognise: (folder) => fileWith(folder, /\.sql$/i, SIGN),
  readParts: (file, text, place) => (SIGN.test(text) ? readParts(file, text, place) : null),
  read: (folder) => {
    const names = folder.files.filter((file) => file.endsWith(".sql")).toSorted(compareText);
    const files = buildStepNames(names).map((named, place): HistoryFile => {
      const file = names[place] as string;
      return { ...named, file, ...readParts(file, folder.read(file), join(folder.given, file)) };
    });
    return {
      files,
      passedOver: passOverCode(folder.files, files),
      toolTable: { name: "migrations", columns: "migration varchar(255) NOT NULL" },
      toUp: (text) => cutSections(text, MARK).up,
    };
  },
};

/** Each part is sent by itself, and none in a transaction of the tool's. Throws `UserError` for a file without marks. */
function readParts(file: string, text: string, place: string): FileParts {
  const { up, down, marks } = cutSections(text, MARK);
  if (marks.length > 0) return { text: up, down: { file, text: down } };
  throw new UserError("The file has no `-- rambler up`, beside others that have: rambler runs nothing of it.", {
    place,
    hint: "Put `-- rambler up` before its statements, or move it out of the folder where it is another tool's.",
  });
}
