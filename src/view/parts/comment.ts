/** Comments of the database for people: without our own tags, rendered, and with links where they name something. */
import { renderComment } from "../../content/markdown.ts";
import { stripTags } from "../../model/comment-tags.ts";
import { showUnseen } from "../../model/visible-text.ts";
import type { Block } from "../page.ts";
import { commentMarkdown } from "../render/markdown-text.ts";
import type { Site } from "../site.ts";
import { type Prose, type RichText, styled } from "../text.ts";
import { type Address, anchors, fileOf, hrefOf, type Target } from "../urls.ts";

/** Characters of a comment in a list. */
const LONGEST = 120;

/** The page that a part is made for. */
export interface Context {
  site: Site;
  /** The page's own address. */
  at: Address;
  /** The schema in which names without one are looked up; `null` on pages of none. */
  home: string | null;
}

/** A comment, and what it leads to: a page need not say again what the comment says. */
export interface Comment extends RichText {
  leadsTo: readonly Target[];
}

/** The relation or column that a text names as SQL does: `orders`, `users.id`, `auth.sessions`; `null` for none. */
export function findNamed({ site, home }: Context, text: string): Target | null {
  const column = (schema: string, name: string, part: string) =>
    site.lookup.relation(schema, name)?.columns.some((each) => each.name === part) === true
      ? site.targetOf(schema, name, anchors.column(part))
      : null;
  const parts = splitName(text);
  const [first = "", second = "", third = ""] = parts;
  if (parts.length === 1) return home === null ? null : site.targetOf(home, first);
  if (parts.length === 2) return site.targetOf(first, second) ?? (home === null ? null : column(home, first, second));
  return parts.length === 3 ? column(first, second, third) : null;
}

/** Identifiers as SQL writes them, apart at their dots; empty where the text is something else. */
function splitName(text: string): string[] {
  const part = '(?:"(?:[^"]|"")+"|[^".\\s]+)';
  if (!new RegExp(`^${part}(?:\\.${part}){0,2}$`).test(text)) return [];
  return [...text.matchAll(new RegExp(part, "g"))].map(([name]) =>
    name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name,
  );
}

/** For `renderMarkdown` and `renderComment`: links from code that names something, as addresses from the page. */
export function namedLinks(context: Context, found: (to: Target) => void = () => {}): (name: string) => string | null {
  const file = fileOf(context.at);
  return (name) => {
    const to = findNamed(context, name);
    if (to === null) return null;
    found(to);
    return hrefOf(file, to);
  };
}

/** `null` where there is no comment, or nothing is left of it but tags. */
export function buildComment(context: Context, text: string | null): Comment | null {
  const shown = text === null ? "" : withoutTags(text);
  if (shown === "") return null;
  const leadsTo: Target[] = [];
  const html = renderComment(shown, { link: namedLinks(context, (to) => leadsTo.push(to)) });
  return { html, markdown: commentMarkdown(shown), leadsTo };
}

/** The comment as a page's lead, or that there is none. */
export function buildLead(context: Context, comment: string | null): Block {
  const text = buildComment(context, comment);
  if (text !== null) return { kind: "markdown", look: "lead", text };
  return { kind: "paragraph", look: "lead", text: [styled("missing", "No comment.")] };
}

/** A comment as people read it; empty where there is none. */
export function withoutTags(text: string): string {
  return showUnseen(stripTags(text)).trim();
}

/** The first sentence of a comment, for lists; empty where there is none. */
export function firstSentence(text: string | null): Prose {
  const plain = text === null ? "" : withoutTags(text).replace(/\s+/g, " ");
  const end = plain.search(/[.;!?](\s|$)/);
  const first = end === -1 ? plain : plain.slice(0, end);
  return plainProse(first.length > LONGEST ? `${first.slice(0, LONGEST - 1).trimEnd()}…` : first);
}

/** Inline Markdown as prose without links: code stays code, all other marks go. */
export function plainProse(markdown: string): Prose {
  return markdown
    .replace(/\s+/g, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[([\w."]+)\]/g, "`$1`")
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? { code: part } : part.replace(/(\*\*|\*)(?=\S)(.+?)\1/g, "$2")))
    .filter((part) => part !== "");
}
