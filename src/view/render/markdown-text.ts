/** Runs of text as Markdown. Names and messages are untrusted: they stay text, whatever they hold. */
import { showUnseen } from "../../model/visible-text.ts";
import type { Inline, Link, Prose, Sign } from "../text.ts";
import { markdownHrefOf } from "../urls.ts";

/** Text in which no character means anything to Markdown or HTML; on one line. */
export function escapeMarkdown(text: string): string {
  return showUnseen(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>|~]/g, "\\$&")
    .replace(/^([#+-])/, "\\$1")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** A code span, fenced by more backticks than it holds. */
export function codeSpan(text: string): string {
  const plain = showUnseen(text).replace(/\s+/g, " ");
  const fence = "`".repeat(longestRun(plain) + 1);
  const pad = plain.startsWith("`") || plain.endsWith("`") ? " " : "";
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** A fenced block. */
export function codeBlock(language: string, text: string): string {
  const fence = "`".repeat(Math.max(2, longestRun(text)) + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** A comment of the database: its own Markdown, but no HTML and no link that leads elsewhere than to the web. */
export function commentMarkdown(text: string): string {
  return text.replaceAll("<", "&lt;").replace(/\[(?=[^\]]*\]\s*[([:](?!\s*https?:\/\/))/g, "\\[");
}

/** Signs at the start of a line would begin a list in Markdown. */
const SIGNS: Readonly<Record<Sign, string>> = { "+": "added", "−": "removed", "~": "changed" };

/** @param file the page's Markdown, which links lead from */
export function proseMarkdown(prose: Prose, file: string): string {
  return prose.map((part) => inlineMarkdown(part, file)).join("");
}

export function linkMarkdown({ text, to }: Link, file: string): string {
  return linked(escapeMarkdown(text), to, file);
}

function inlineMarkdown(part: Inline, file: string): string {
  if (typeof part === "string") return escapeMarkdown(part);
  if ("code" in part) return part.to === undefined ? codeSpan(part.code) : linked(codeSpan(part.code), part.to, file);
  if ("value" in part)
    return part.to === undefined ? codeSpan(part.value) : linked(codeSpan(part.value), part.to, file);
  if ("style" in part) {
    const text = proseMarkdown(part.text, file);
    if (part.style === "strong") return `**${text}**`;
    return part.style === "chip" || part.style === "small" ? `(${text})` : text;
  }
  if ("tag" in part) return escapeMarkdown(part.tag.text);
  if ("counted" in part) return escapeMarkdown(part.counted.text);
  if ("grade" in part) return part.grade;
  if ("cell" in part) return "";
  if ("arrow" in part) return part.arrow === "to" ? "→ " : "← ";
  if ("sign" in part) return SIGNS[part.sign];
  return "abbreviation" in part ? ` ${escapeMarkdown(part.abbreviation)}` : linkMarkdown(part, file);
}

function linked(text: string, to: Link["to"], file: string): string {
  const href = markdownHrefOf(file, to);
  return href === null ? text : `[${text}](${href.replace(/[()\s<>\\]/g, percentEncode)})`;
}

function percentEncode(character: string): string {
  return [...Buffer.from(character, "utf8")]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}
