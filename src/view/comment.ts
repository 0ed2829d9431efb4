/** Comments of the database for people: without our own tags, rendered and sanitised. */
import { renderComment } from "../content/markdown.ts";
import { stripTags } from "../model/comment-tags.ts";
import { showUnseen } from "../model/visible-text.ts";
import type { Comment, Prose } from "./inline.ts";
import type { Site } from "./site.ts";
import { anchors } from "./urls.ts";

/** Characters of a comment in a list. */
const LONGEST = 120;

/** Where code in a text leads: `orders`, `users.id`, `auth.sessions`, `auth.sessions.token`. */
export type CodeLinks = (name: string) => string | null;

/** Links from a page. Names without a schema are looked up in the page's own schema. */
export function toCodeLinks(site: Site, path: string, home: string | null): CodeLinks {
  const column = (schema: string, name: string, part: string) =>
    site.lookup.relation(schema, name)?.columns.some((each) => each.name === part) === true
      ? site.hrefOf(path, schema, name, anchors.column(part))
      : null;
  return (text) => {
    const parts = toParts(text);
    const [first = "", second = "", third = ""] = parts;
    if (parts.length === 1) return home === null ? null : site.hrefOf(path, home, first);
    if (parts.length === 2)
      return site.hrefOf(path, first, second) ?? (home === null ? null : column(home, first, second));
    return parts.length === 3 ? column(first, second, third) : null;
  };
}

/** Identifiers as SQL writes them, apart at their dots; empty where the text is something else. */
function toParts(text: string): string[] {
  const part = '(?:"(?:[^"]|"")+"|[^".\\s]+)';
  if (!new RegExp(`^${part}(?:\\.${part}){0,2}$`).test(text)) return [];
  return [...text.matchAll(new RegExp(part, "g"))].map(([name]) =>
    name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name,
  );
}

/** `null` where there is no comment, or nothing is left of it but tags. */
export function toComment(text: string | null, link: CodeLinks): Comment | null {
  const shown = text === null ? "" : toShown(text);
  return shown === "" ? null : { html: renderComment(shown, { link }), text: shown };
}

/** A comment as people read it; empty where there is none. */
export function toShown(text: string): string {
  return showUnseen(stripTags(text)).trim();
}

/** The first sentence of a comment, for lists; empty where there is none. */
export function toFirstSentence(text: string | null): Prose {
  const plain = text === null ? "" : toShown(text).replace(/\s+/g, " ");
  const end = plain.search(/[.;!?](\s|$)/);
  const first = end === -1 ? plain : plain.slice(0, end);
  return toPlainProse(first.length > LONGEST ? `${first.slice(0, LONGEST - 1).trimEnd()}…` : first);
}

/** Inline Markdown as prose without links: code stays code, all other marks go. */
export function toPlainProse(markdown: string): Prose {
  return markdown
    .replace(/\s+/g, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[([\w."]+)\]/g, "`$1`")
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? { code: part } : part.replace(/(\*\*|\*)(?=\S)(.+?)\1/g, "$2")))
    .filter((part) => part !== "");
}
