/**
 * Atlas: SQL files in the order of their names, with `atlas.sum`, a list of checksums, beside them, which stands beside
 * the files of other tools too. A step is one transaction, unless it begins with `-- atlas:txmode none`; the newest
 * `-- atlas:checkpoint` stands for all before it.
 */
import { join } from "node:path";
import { compareText } from "../../../src/model/names.ts";
import { UserError } from "../../../src/model/user-error.ts";
import type { HistoryFile, PassedOver } from "../history.ts";
import { passOverCode } from "./code-steps.ts";
import { type Folder, fileWith, type Layout } from "./layout.ts";
import { buildStepNames } from "./plain.ts";

/** Directives stand in the comments at a file's beginning. */
const DIRECTIVE = /^--[^\S\n]*atlas:(checkpoint|delimiter|import|txmode|txtar)\b[^\S\n]*(.*?)[^\S\n]*\r?$/m;

export const atlas: Layout = {
  tool: "Atlas",
  recognise: (folder) => (folder.files.includes("atlas.sum") ? "atlas.sum" : fileWith(folder, /\.sql$/i, DIRECTIVE)),
  read: (folder) => {
    const names = folder.files.filter((file) => file.endsWith(".sql")).toSorted(compareText);
    const steps = buildStepNames(names).map((named, place) => readStep(folder, names[place] as string, named));
    const base = steps.findLastIndex(({ text }) => directiveOf(text, "checkpoint") !== null);
    const files = steps.slice(Math.max(base, 0));
    return { files, passedOver: [...passOverReplaced(steps, base), ...passOverCode(folder.files, files)] };
  },
};

function readStep(folder: Folder, file: string, named: Pick<HistoryFile, "version" | "name">): HistoryFile {
  const text = folder.read(file);
  for (const directive of ["delimiter", "import", "txtar"]) {
    if (directiveOf(text, directive) === null) continue;
    throw new UserError(`Atlas takes the file apart in its own way (\`atlas:${directive}\`), which is not done here.`, {
      place: join(folder.given, file),
      hint: "Write its statements with a semicolon behind each, and take the comment away.",
    });
  }
  return { ...named, file, text, inTransaction: directiveOf(text, "txmode") !== "none" };
}

/** What stands behind a directive among the comments at the beginning of the text; `null` where it is not there. */
function directiveOf(text: string, name: string): string | null {
  const head = /^(?:[^\S\n]*(?:--.*)?\r?\n)*(?:[^\S\n]*--.*)?/.exec(text)?.[0] ?? "";
  const found = head.split("\n").flatMap((line) => {
    const [, directive, rest = ""] = DIRECTIVE.exec(line) ?? [];
    return directive === name ? [rest] : [];
  });
  return found[0] ?? null;
}

function passOverReplaced(steps: readonly HistoryFile[], base: number): PassedOver[] {
  return steps.slice(0, Math.max(base, 0)).map(({ file }) => ({
    file,
    reason: `In an empty database the checkpoint ${steps[base]?.file} stands for it.`,
    stepsBefore: null,
  }));
}
