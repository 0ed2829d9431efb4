/** The guide in our own words: one Markdown file a section, one `##` heading a statement, one `###` a contradiction. */
import { basename, join, relative } from "node:path";
import { readTextFile } from "../files/read-file.ts";
import { UserError } from "../model/user-error.ts";
import { type MarkdownOptions, renderMarkdown } from "./markdown.ts";
import { listMarkdown } from "./markdown-files.ts";
import { splitAtHeadings } from "./rule-pages.ts";

/** Markdown, and the HTML made from it. */
export interface Rendered {
  markdown: string;
  html: string;
}

/** A place where the guide contradicts itself, or leaves open what it asks. */
export interface GuideContradiction {
  /** `C1`. */
  number: string;
  /** Text that may hold code between backticks. */
  title: string;
  /** Numbers of the other statements that it is about; it stands under one. */
  touches: string[];
  /** What the guide says. */
  says: Rendered;
  /** How it is read here. */
  reading: Rendered;
}

export interface GuideStatement extends Rendered {
  /** `2.5`; the same as the `statement` of the rules that judge it. */
  number: string;
  /** Text that may hold code between backticks. */
  title: string;
  /** Why no rule judges it; `null` where one can. */
  noRule: string | null;
  contradictions: GuideContradiction[];
}

export interface GuideSection {
  number: number;
  title: string;
  introduction: Rendered;
  statements: GuideStatement[];
}

/**
 * Reads the guide's sections in their order. A folder that is not there holds none.
 * @throws UserError for a section, statement or contradiction that is not written as it must be
 */
export async function readGuide(folder: string, options: MarkdownOptions = {}): Promise<GuideSection[]> {
  const names = (await listMarkdown(folder)).filter((name) => name.toLowerCase() !== "readme.md");
  const sections = names.map((name) => {
    const path = join(folder, name);
    const place = relative("", path).replaceAll("\\", "/");
    return parseGuideSection(readTextFile(path, { place, bounds: null }), place, options);
  });
  return sections.sort((a, b) => a.number - b.number);
}

/** One section from its text. `file` gives its number. */
export function parseGuideSection(text: string, file: string, options: MarkdownOptions = {}): GuideSection {
  const number = /^(\d+)-/.exec(basename(file))?.[1];
  const { before, sections } = splitAtHeadings(text, 2);
  const [head] = splitAtHeadings(before, 1).sections;
  if (number === undefined || head === undefined) {
    throw new UserError("The section of the guide has no number or no title.", {
      place: file,
      hint: "Name the file 2-title.md and begin it with # Title.",
    });
  }
  return {
    number: Number(number),
    title: head.title,
    introduction: buildRendered(head.markdown, options),
    statements: sections.map((section) => parseStatement(section, file, options)),
  };
}

/** The part of a text below one heading. */
type Part = ReturnType<typeof splitAtHeadings>["sections"][number];

function parseStatement(part: Part, file: string, options: MarkdownOptions): GuideStatement {
  const heading = /^(\d+\.\d+) +(.+)$/.exec(part.title);
  if (heading === null) {
    throw new UserError(`The statement ${part.title} has no number.`, { place: file, hint: "Head it ## 2.5 Title." });
  }
  const { before, sections } = splitAtHeadings(part.markdown, 3);
  const noRule = takeLine("No rule", before);
  return {
    number: heading[1] as string,
    title: heading[2] as string,
    noRule: noRule.value,
    ...buildRendered(noRule.rest, options),
    contradictions: sections.map((section) => parseContradiction(section, file, options)),
  };
}

function parseContradiction(part: Part, file: string, options: MarkdownOptions): GuideContradiction {
  const heading = /^(C\d+) +(.+)$/.exec(part.title);
  const { value, rest } = takeLine("Touches", part.markdown);
  const [says = "", reading] = rest.split(/^Read here: +/m);
  if (heading === null || reading === undefined) {
    throw new UserError(`The contradiction ${part.title} has no number or no reading.`, {
      place: file,
      hint: "Head it ### C1 Title, and begin a paragraph with Read here: that says how it is read.",
    });
  }
  return {
    number: heading[1] as string,
    title: heading[2] as string,
    touches: listOf(value),
    says: buildRendered(says.trim(), options),
    reading: buildRendered(reading, options),
  };
}

/** A first line of the form `Name: value`, and the text without it. */
function takeLine(name: string, text: string): { value: string | null; rest: string } {
  const [line = "", ...others] = text.split("\n");
  return line.startsWith(`${name}: `)
    ? { value: line.slice(name.length + 2).trim(), rest: others.join("\n").trim() }
    : { value: null, rest: text };
}

/** `2.4, 4.2` as its parts; none for `null`. */
function listOf(value: string | null): string[] {
  return value === null ? [] : value.split(",").map((part) => part.trim());
}

function buildRendered(markdown: string, options: MarkdownOptions): Rendered {
  return { markdown, html: renderMarkdown(markdown, options) };
}
