/** What the terminal shows, if the output goes to one. */
import type { Style } from "../reports/report.ts";

/** Columns to a line where no terminal says. */
const WIDTH = 100;

/** @param out the file that the text goes to; `-` is standard output */
export function buildStyle(out = "-"): Style {
  const terminal = out === "-" && process.stdout.isTTY === true;
  return { colour: terminal && !process.env.NO_COLOR, width: (terminal && process.stdout.columns) || WIDTH };
}
