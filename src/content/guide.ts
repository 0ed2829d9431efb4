/** The guide in our own words: one Markdown file a section, one `##` heading a statement. */
import { readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { UserError } from "../model/user-error.ts";
import { type MarkdownOptions, renderMarkdown } from "./markdown.ts";
import { listMarkdown } from "./markdown-files.ts";
import { toSections } from "./rule-pages.ts";

export interface GuideStatement {
  /** `2.5`; the same as the `statement` of the rules that judge it. */
  number: string;
  /** Text that may hold code between backticks. */
  title: string;
  /** Ids of the rules that judge it. One that is not in the registry is not assessed yet; empty where none can be. */
  rules: string[];
  /** The text below heading and rules; may be empty. */
  markdown: string;
  html: string;
}

export interface GuideSection {
  number: number;
  /** The file's name without its ending: `2-schema-and-tables`. */
  slug: string;
  title: string;
  introduction: { markdown: string; html: string };
  statements: GuideStatement[];
}

/**
 * Reads the guide's sections in their order. A folder that is not there holds none.
 * @throws UserError for a section or statement that is not written as it must be
 */
export async function readGuide(folder: string, options: MarkdownOptions = {}): Promise<GuideSection[]> {
  const names = (await listMarkdown(folder)).filter((name) => name.toLowerCase() !== "readme.md");
  const sections = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return parseGuideSection(await readFile(path, "utf8"), relative("", path).replaceAll("\\", "/"), options);
    }),
  );
  return sections.sort((a, b) => a.number - b.number);
}

/** One section from its text. `file` gives its number and slug. */
export function parseGuideSection(text: string, file: string, options: MarkdownOptions = {}): GuideSection {
  const slug = basename(file, ".md");
  const number = /^(\d+)-/.exec(slug)?.[1];
  const head = /^# +(.+?)\r?\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(text);
  if (number === undefined || head === null) {
    throw new UserError("The section of the guide has no number or no title.", {
      place: file,
      hint: "Name the file 2-title.md and begin it with # Title.",
    });
  }
  const introduction = (head[2] as string).trim();
  return {
    number: Number(number),
    slug,
    title: head[1] as string,
    introduction: { markdown: introduction, html: renderMarkdown(introduction, options) },
    statements: toSections(text, options).map((section) => {
      const heading = /^(\d+\.\d+) +(.+)$/.exec(section.title);
      const [line = "", ...rest] = section.markdown.split("\n");
      const rules = /^Rules: +(.+)$/.exec(line)?.[1];
      if (heading === null || rules === undefined) {
        throw new UserError(`The statement ${section.title} has no number or no rules.`, {
          place: file,
          hint: "Head it ## 2.5 Title, and write Rules: pk-required below, or Rules: none.",
        });
      }
      const markdown = rest.join("\n").trim();
      return {
        number: heading[1] as string,
        title: heading[2] as string,
        rules: rules === "none" ? [] : rules.split(",").map((rule) => rule.trim()),
        markdown,
        html: renderMarkdown(markdown, options),
      };
    }),
  };
}
