/** A table without what it cannot have here: a default, say, that calls a function of a missing extension. */
import type { Constraint, Node } from "libpg-query";
import type { FailedStatement } from "../limits/failed-statement.ts";
import type { ReplayState } from "../replay-state.ts";
import { partsOf, walkTree } from "../statement/statement-tree.ts";
import { readStandIns } from "./extension.ts";
import { type TablePart, tablePartsOf } from "./table-parts.ts";

/**
 * The statement without the part that the server cannot make, every other character in its place; `null` where no part
 * is to blame, or where nothing that is missing explains it.
 */
export async function withoutPart({ statement, error }: FailedStatement, state: ReplayState): Promise<string | null> {
  const { losses, omissions, engine } = state;
  const because = losses.explain(statement, error, await readStandIns(engine));
  if (because === null) return null;
  const part = blamed(tablePartsOf(statement), error);
  if (part === undefined) return null;
  const { what, start, end, constraint } = part;
  losses.leaveOut(constraint.conname ?? null);
  omissions.push({
    kind: "schema",
    what,
    reason: `${error.message} (${because}).`,
    hint: null,
    place: `${statement.file}:${statement.line}`,
  });
  const { text } = statement;
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end);
}

/** The part that the server points at; where it does not, as within ALTER TABLE, the part that its words are about. */
function blamed(parts: readonly TablePart[], { message, position }: FailedStatement["error"]): TablePart | undefined {
  if (position !== null) {
    const at = position - 1;
    return parts.find(({ start, end }) => start <= at && at < end);
  }
  if (/operator class|access method/.test(message)) {
    return parts.find(({ constraint }) => constraint.contype === "CONSTR_EXCLUSION");
  }
  const relation = /^relation "(?:.*\.)?(.+)" does not exist$/.exec(message)?.[1];
  if (relation !== undefined) return parts.find(({ constraint }) => constraint.pktable?.relname === relation);
  const called =
    /^function (?:[^(]*\.)?([^(.]+)\(.* does not exist$/.exec(message)?.[1] ??
    / does not exist: (?:.* )?(\W+)(?: |$)/.exec(message)?.[1];
  return parts.find(({ constraint }) => called !== undefined && calls(constraint, called));
}

/** Whether a function or an operator of this name is in an expression of the constraint. */
function calls(constraint: Constraint, name: string): boolean {
  let found = false;
  walkTree(constraint, (node) => {
    const { funcname, name: operator } = node as { funcname?: Node[]; name?: Node[] };
    found ||= partsOf(funcname).at(-1) === name || (Array.isArray(operator) && partsOf(operator).at(-1) === name);
    return !found;
  });
  return found;
}
