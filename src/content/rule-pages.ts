/** Rule pages: Markdown files named by the rule's id, with sections that the site and the tests know by name. */
import { basename, relative } from "node:path";
import { readTextFile } from "../files/read-file.ts";
import { UserError } from "../model/user-error.ts";
import { type MarkdownOptions, renderMarkdown } from "./markdown.ts";

/** One `##` section. */
export interface PageSection {
  title: string;
  /** What stands below its heading. */
  markdown: string;
  html: string;
}

export interface RulePage {
  /** The rule's id, from the file's name. */
  rule: string;
  /** The whole file, for the Markdown twin. */
  markdown: string;
  why: PageSection;
  /** SQL that breaks the rule. `null`, as `write`, for rules that no SQL can show. */
  insteadOf: PageSection | null;
  /** SQL that keeps it. */
  write: PageSection | null;
  /** All other sections, in their order. */
  rest: PageSection[];
}

/**
 * Reads rule pages, in the order of the files.
 * @throws UserError for a page without its section Why
 */
export function readRulePages(files: Iterable<string>, options: MarkdownOptions = {}): RulePage[] {
  return [...files].map((path) => {
    const place = relative("", path).replaceAll("\\", "/");
    return parseRulePage(readTextFile(path, { place, bounds: null }), place, options);
  });
}

/** One page from its text. `file` gives the rule's id. */
export function parseRulePage(text: string, file: string, options: MarkdownOptions = {}): RulePage {
  const sections = buildSections(text, options);
  const take = (title: string) => sections.find((section) => section.title.toLowerCase() === title) ?? null;
  const why = take("why");
  if (why === null) {
    throw new UserError("The rule's page has no section Why.", { place: file, hint: "Add one, headed ## Why." });
  }
  const insteadOf = take("instead of");
  const write = take("write");
  return {
    rule: basename(file, ".md"),
    markdown: text,
    why,
    insteadOf,
    write,
    rest: sections.filter((section) => ![why, insteadOf, write].includes(section)),
  };
}

/** The `##` sections of a Markdown text. Headings inside fenced code are none. */
export function buildSections(text: string, options: MarkdownOptions = {}): PageSection[] {
  return splitAtHeadings(text, 2).sections.map(({ title, markdown }) => ({
    title,
    markdown,
    html: renderMarkdown(markdown, options),
  }));
}

/** What stands before the first heading of a level, and below each. Headings inside fenced code are none. */
export function splitAtHeadings(
  text: string,
  level: number,
): { before: string; sections: { title: string; markdown: string }[] } {
  const before: string[] = [];
  const sections: { title: string; lines: string[] }[] = [];
  const pattern = new RegExp(`^#{${level}} +(.+)$`);
  let fence: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && fence === null) fence = mark;
    else if (fence !== null && mark?.startsWith(fence) && line.trim() === mark) fence = null;
    const title = formatTitle((fence === null ? pattern.exec(line)?.[1] : null) ?? "");
    if (title !== "") sections.push({ title, lines: [] });
    else (sections.at(-1)?.lines ?? before).push(line);
  }
  const join = (lines: readonly string[]) => lines.join("\n").trim();
  return { before: join(before), sections: sections.map(({ title, lines }) => ({ title, markdown: join(lines) })) };
}

/** Without the signs that may close a heading. A pattern would look for them from every one of them. */
function formatTitle(heading: string): string {
  let end = heading.length;
  while (end > 0 && " #".includes(heading[end - 1] as string)) end -= 1;
  return heading.slice(0, end).trim();
}
