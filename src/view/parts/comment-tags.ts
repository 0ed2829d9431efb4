/** What tags in a comment say beside decisions: that an object is deprecated, who keeps it, where more is said. */
import { readLabels } from "../../model/comment-tags.ts";
import type { FactEntry } from "../page.ts";
import { type Inline, join, type Prose } from "../text.ts";
import { type Context, findNamed } from "./comment.ts";

export interface Tags {
  deprecated: boolean;
  /** `null` where nobody is named. */
  owner: string | null;
  /** Addresses, objects and design notes, with commas between; `null` for none. */
  see: Prose | null;
}

/** The tags of an object with this comment. */
export function buildTags(context: Context, comment: string | null): Tags {
  const { deprecated, owner, references } = readLabels(comment ?? "");
  const see = references.map((text): Inline => {
    if (/^https?:\/\/\S+$/i.test(text)) return { text, to: { url: text } };
    const note = context.site.note(text);
    if (note !== null) return { text: note.title, to: { page: "note", slug: note.slug } };
    const to = findNamed(context, text);
    return to === null ? text : { code: text, to };
  });
  return { deprecated, owner, see: see.length === 0 ? null : join(see) };
}

/** Who keeps it and what to see, for the line of facts. */
export function buildTagFacts({ owner, see }: Tags): FactEntry[] {
  return [
    ...(owner === null ? [] : [{ label: "Kept by", value: [owner] }]),
    ...(see === null ? [] : [{ label: "See", value: see }]),
  ];
}
