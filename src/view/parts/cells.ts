/** What cells of several tables hold. */
import type { Cell } from "../page.ts";
import { type Prose, styled } from "../text.ts";
import { buildComment, type Context } from "./comment.ts";

/** A cell with an object's comment below it. */
export function withComment(context: Context, text: Prose, comment: string | null): Cell {
  const shown = buildComment(context, comment);
  return { text, below: shown === null ? [] : [{ kind: "markdown", look: "cell", text: shown }] };
}

/** States of an object, each in a pill. */
export function chips(states: readonly string[]): Prose {
  return states.flatMap((state): Prose => [" ", styled("chip", state)]);
}
