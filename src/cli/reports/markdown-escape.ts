/** Untrusted text on its way into GitHub's or GitLab's Markdown. */
import type { Sentence } from "../../model/sentence.ts";
import { printable } from "./printable.ts";

/** A sentence in one line: text escaped, code in code spans. Fit for a table's cell. */
export function formatMarkdown(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === "string" ? formatMarkdownText(part) : toCodeSpan(part.code))).join("");
}

/**
 * Plain text: no markup, no HTML, no link; neither `@name` nor `#12` or `GH-12` calls anybody or anything, nor do
 * GitLab's marks of merge requests, milestones, labels, epics, snippets and alerts.
 */
export function formatMarkdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>|~&$]/g, "\\$&")
    .replace(/[@#!%~&$^](?=["\w])|\bGH(?=-\d)/gi, "$&<!-- -->")
    .replace(/\b(https?|ftp|www)(?=[:.])/gi, "$1<!-- -->");
}

/**
 * A code span that no back tick inside can end. A bar is escaped, since tables are split into cells before code is
 * looked for.
 */
export function toCodeSpan(code: string): string {
  const text = printable(code).replaceAll("|", "\\|");
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || text.trim() === "" ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}
