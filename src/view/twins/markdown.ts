/** Markdown from a page's parts. Names and messages are untrusted: they stay text, whatever they hold. */
import { showUnseen } from "../../model/visible-text.ts";
import type { Comment, Inline, Prose } from "../inline.ts";

/** Text in which no character means anything to Markdown or HTML; on one line. */
export function toText(text: string): string {
  return showUnseen(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>|~]/g, "\\$&")
    .replace(/^([#+-])/, "\\$1")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** A code span, fenced by more backticks than it holds. */
export function toCode(text: string): string {
  const plain = showUnseen(text).replace(/\s+/g, " ");
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = plain.startsWith("`") || plain.endsWith("`") ? " " : "";
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** A link between twins: pages become their Markdown, and places on the same page plain text. */
export function toLink(text: string, href: string): string {
  if (href.startsWith("#")) return text;
  const target = /^https?:/.test(href) ? href : href.replace(/#.*$/, "").replace(/\.html$/, ".md");
  return `[${text}](${target.replace(/[()\s<>]/g, encodeURIComponent)})`;
}

export function toInline(part: Inline): string {
  if (typeof part === "string") return toText(part);
  if ("text" in part) return toLink(toText(part.text), part.href);
  return part.href === undefined ? toCode(part.code) : toLink(toCode(part.code), part.href);
}

export function toLine(prose: Prose): string {
  return prose.map(toInline).join("");
}

/** A comment of the database: its own Markdown, but no HTML and no link that leads elsewhere than to the web. */
export function toCommentText(comment: Comment | null): string {
  if (comment === null) return "";
  return comment.text.replaceAll("<", "&lt;").replace(/\[(?=[^\]]*\]\s*[([:](?!\s*https?:\/\/))/g, "\\[");
}

/** A fenced block. */
export function toBlock(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** A table; cells are Markdown already. Empty where it has no rows. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  // In a cell, a bar ends it even inside code.
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\s*\n\s*/g, " ").replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

export function toList(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** Blocks with an empty line between them; empty ones are left out. Ends in a line break. */
export function toDocument(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** A heading with what stands below it; empty where that is empty. */
export function toSection(title: string, ...blocks: string[]): string[] {
  const shown = blocks.filter((block) => block !== "");
  return shown.length === 0 ? [] : [`## ${title}`, ...shown];
}
