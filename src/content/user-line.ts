/** Where in the user's own files an error came up. */
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";

const OUR_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));

const FILE = String.raw`(?:file:\/\/|\/|[A-Za-z]:\\).*`;

/**
 * A line of a stack, `at judge (file:///home/a/rules.ts:12:5)`; before the stack of an error of syntax stands the place
 * alone, `/home/a/rules.ts:12`.
 */
const FRAME = new RegExp(String.raw`^(?: +at (?:.*[ (])?(${FILE}):(\d+):\d+\)?|(${FILE}):(\d+))$`, "gm");

/** The first line of the stack that is the user's: `rules/money.ts:12`; `null` where there is none. */
export function toUserLine(error: unknown): string | null {
  if (!(error instanceof Error) || error.stack === undefined) return null;
  for (const match of error.stack.matchAll(FRAME)) {
    const where = match[1] ?? match[3] ?? "";
    const path = where.startsWith("file:") ? fileURLToPath(where) : where;
    if (!path.startsWith(OUR_FOLDER)) return `${relative("", path).replaceAll("\\", "/")}:${match[2] ?? match[4]}`;
  }
  return null;
}
