/** What a step that fails leaves behind on a server, in words. */
import type { ScriptStatement } from "../script/script.ts";

export interface Remains {
  /** The place of the statement that failed. */
  failed: number;
  /** How many of the statements before it are no matter of the transaction that failed with it. */
  committed: number;
  /** Whether the statement had committed a part of its own work, as a DO block or a procedure can. */
  partly: boolean;
}

/** One sentence about a step's statements. */
export function describeRemains(
  statements: readonly ScriptStatement[],
  { failed, committed, partly }: Remains,
): string {
  const at = statements[failed] as ScriptStatement;
  const first = statements[committed] as ScriptStatement;
  if (partly) return `On a server, what is committed up to and within ${placeOf(at, at)} would stay.`;
  if (committed === 0) return "On a server, nothing of it would stay.";
  if (committed === failed) return `On a server, what is committed before ${placeOf(at, at)} would stay.`;
  const from = placeOf(first, at);
  return `On a server, what is committed before ${from} would stay, and what stands from there on would be undone.`;
}

function placeOf({ file, line }: ScriptStatement, beside: ScriptStatement): string {
  return file === beside.file ? `line ${line}` : `${file}:${line}`;
}
