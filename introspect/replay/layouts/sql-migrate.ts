/** sql-migrate: `-- +migrate Up` and `-- +migrate Down` in one file, each with `notransaction` behind it or not. */
import { join } from "node:path";
import { compareText } from "../../../src/model/names.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile } from "../history.ts";
import { passOverCode } from "./code-steps.ts";
import { type FileParts, fileWith, type Layout } from "./layout.ts";
import { buildStepNames } from "./plain.ts";
import { closeBlocks, cutSections } from "./sections.ts";
import { compareVersions } from "./steps.ts";

const SIGN = /^--\s*\+migrate\s+(up|down)\b/im;
/** As the tool itself reads it, to the letter. */
const MARK = /^-- \+migrate\s+(Up|Down)(?!\S)(.*)$/s;
const BLOCK = /^-- \+migrate\s+Statement(Begin|End)(?!\S)/;

export const sqlMigrate: Layout = {
  tool: "sql-migrate",
  recognise: (folder) => fileWith(folder, /\.sql$/i, SIGN),
  readParts: (file, text, place) => (SIGN.test(text) ? readParts(file, text, place) : null),
  read: (folder) => {
    const names = folder.files.filter((file) => file.endsWith(".sql")).toSorted(compareFiles);
    const files = buildStepNames(names).map((named, place): HistoryFile => {
      const file = names[place] as string;
      return { ...named, file, ...readParts(file, folder.read(file), join(folder.given, file)) };
    });
    return {
      files,
      passedOver: passOverCode(folder.files, files),
      toolTable: { name: "gorp_migrations", columns: "id text PRIMARY KEY, applied_at timestamptz" },
      toUp: (text) => cutParts(text).up,
    };
  },
};

/** Files with a number in front come first, by its value. */
function compareFiles(a: string, b: string): number {
  const [one, other] = [a, b].map((file) => /^\d+/.exec(file)?.[0]);
  if (one !== undefined && other !== undefined) return compareVersions(one, other) || compareText(a, b);
  return Number(one === undefined) - Number(other === undefined) || compareText(a, b);
}

function readParts(file: string, text: string, place: string): FileParts {
  const { up, down, marks } = cutParts(text);
  if (marks.length === 0) {
    throw new UserError("The file has no `-- +migrate Up`, beside others that have: sql-migrate refuses to run it.", {
      place,
      hint: "Put `-- +migrate Up`, written exactly so, before its statements, or move it out of the folder.",
    });
  }
  checkBlocks(text, place);
  return {
    text: up,
    inTransaction: !marks.some(({ side, rest }) => side === "up" && rest.split(/\s+/).includes("notransaction")),
    down: { file, text: down },
  };
}

/** The sections without what stands before the first mark, which sql-migrate does not run. */
function cutParts(text: string): Pick<ReturnType<typeof cutSections>, "up" | "down" | "marks"> {
  const { up, down, marks } = cutSections(closeBlocks(text, /^-- \+migrate\s+StatementEnd(?!\S)/), MARK);
  const before = (marks[0]?.line ?? 1) - 1;
  const lines = up.split("\n").map((line, index) => (index < before ? "" : line));
  return { up: lines.join("\n"), down, marks };
}

/** Throws `UserError` for a statement that begins and does not end. */
function checkBlocks(text: string, place: string): void {
  let open: number | null = null;
  for (const [index, line] of text.split("\n").entries()) {
    const side = BLOCK.exec(line)?.[1];
    if (side !== undefined) open = side === "Begin" ? index + 1 : null;
  }
  if (open === null) return;
  throw new UserError(
    "The statement that begins here has no `-- +migrate StatementEnd`: sql-migrate refuses the file.",
    {
      place: `${place}:${open}`,
      hint: "Put `-- +migrate StatementEnd` in a line behind it.",
    },
  );
}
