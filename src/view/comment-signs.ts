/** What tags in a comment say beside decisions: that an object is deprecated, who keeps it, where more is said. */
import { readSigns } from "../model/comment-tags.ts";
import type { CodeLinks } from "./comment.ts";
import { type Inline, join, type Prose } from "./inline.ts";
import type { FactEntry } from "./relation-page.ts";
import type { Site } from "./site.ts";
import { paths, toHref } from "./urls.ts";

export interface Signs {
  deprecated: boolean;
  /** `null` where nobody is named. */
  owner: string | null;
  /** Addresses, objects and design notes, with commas between; `null` for none. */
  see: Prose | null;
}

/** The signs of an object with this comment on the page at the path. */
export function toSigns(site: Site, path: string, comment: string | null, link: CodeLinks): Signs {
  const { deprecated, owner, references } = readSigns(comment ?? "");
  const see = references.map((text): Inline => {
    if (/^https?:\/\/\S+$/i.test(text)) return { text, href: text };
    const note = site.note(text);
    if (note !== null) return { text: note.title, href: toHref(path, paths.note(note.slug)) };
    const href = link(text);
    return href === null ? text : { code: text, href };
  });
  return { deprecated, owner, see: see.length === 0 ? null : join(see) };
}

/** Who keeps it and what to see, for the line of facts. */
export function toSignFacts({ owner, see }: Signs): FactEntry[] {
  return [
    ...(owner === null ? [] : [{ label: "Kept by", value: [owner] }]),
    ...(see === null ? [] : [{ label: "See", value: see }]),
  ];
}
