/** What a page says first of its object. */
import type { Block } from "../page.ts";
import { styled } from "../text.ts";
import { buildComment, type Context } from "./comment.ts";

/** The comment, or that there is none. */
export function buildLead(context: Context, comment: string | null): Block {
  const text = buildComment(context, comment);
  if (text !== null) return { kind: "markdown", look: "lead", text };
  return { kind: "paragraph", look: "lead", text: [styled("missing", "No comment.")] };
}
