/** dbmate: `-- migrate:up` and `-- migrate:down` in one file, also several times; the order is that of the names. */
import { join } from "node:path";
import { compareText } from "../../../src/model/names.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile } from "../history.ts";
import { passOverCode } from "./code-steps.ts";
import { type FileParts, type Folder, fileWith, type Layout } from "./layout.ts";
import { cutSections, type Sections } from "./sections.ts";
import { checkVersions, findVersioned, formatStepName, passOverStrays, type VersionedFile } from "./steps.ts";

const MARK = /^--\s*migrate:(up|down)(?!\S)(.*)$/s;
const SIGN = /^--\s*migrate:(up|down)\b/m;

export const dbmate: Layout = {
  tool: "dbmate",
  recognise: (folder) => fileWith(folder, /\.sql$/i, SIGN),
  readParts: (file, text, place) => (SIGN.test(text) ? readParts(file, text, place) : null),
  read: (folder) => {
    const files = findVersioned(folder, /^(\d+)(.*)\.sql$/)
      .sort((a, b) => compareText(a.file, b.file))
      .map((found) => readStep(folder, found));
    checkVersions(
      [...files].sort((a, b) => compareText(a.version, b.version)),
      folder,
      compareText,
    );
    return {
      files,
      passedOver: [
        ...passOverStrays(folder, files, "dbmate runs only files with names like 20250127093000_create_orders.sql."),
        ...passOverCode(folder.files, files),
      ],
      toolTable: { name: "schema_migrations", columns: "version varchar(128) PRIMARY KEY" },
      toUp: (text) => cutSections(text, MARK).up,
    };
  },
};

function readStep(folder: Folder, { file, version, slug }: VersionedFile): HistoryFile {
  return {
    version,
    name: formatStepName(slug, version),
    file,
    ...readParts(file, folder.read(file), join(folder.given, file)),
  };
}

function readParts(file: string, text: string, place: string): FileParts {
  const sections = cutSections(text, MARK);
  checkSections(sections, place);
  const ups = sections.marks.filter(({ side }) => side === "up");
  const refused = ups.some(({ rest }) => rest.split(/\s+/).includes("transaction:false"));
  return {
    text: sections.up,
    // Of several parts each has a transaction of its own.
    inTransaction: ups.length === 1 && !refused,
    down: { file, text: sections.down },
  };
}

/** Throws `UserError` for what dbmate refuses, but for a part that would take the step back and is missing. */
function checkSections({ marks, stray }: Sections, place: string): void {
  const [first] = marks;
  if (first === undefined) {
    throw new UserError("The file has no `-- migrate:up`, beside others that have: dbmate refuses to run it.", {
      place,
      hint: "Put `-- migrate:up` before its statements, or move it out of the folder where it is another tool's.",
    });
  }
  if (stray !== null) {
    throw new UserError("A statement stands before `-- migrate:up`: dbmate refuses to run the file.", {
      place: `${place}:${stray}`,
      hint: "Move it below the comment.",
    });
  }
  for (const [index, { side, line }] of marks.entries()) {
    if (side === "up" || marks[index - 1]?.side === "up") continue;
    throw new UserError(
      "`-- migrate:down` stands without a `-- migrate:up` before it: dbmate refuses to run the file.",
      {
        place: `${place}:${line}`,
        hint: "Put the part that makes the change, under `-- migrate:up`, before the one that takes it back.",
      },
    );
  }
}
