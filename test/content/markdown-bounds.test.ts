/** Texts that ask marked, the sanitiser or the highlighter for more than they are worth. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { firstParagraph, renderComment, renderMarkdown } from "../../src/content/markdown.ts";
import { SEED } from "../support/hostile-text.ts";

/** Just below the length above which nothing is laid out. */
const LENGTH = 60_000;

/**
 * Work as it can be counted: how often a pattern is run, and over how many characters. A page of prose of that length
 * takes a fiftieth of it.
 */
const MOST_RUNS = 5_000_000;
const MOST_CHARACTERS = 10_000_000_000;

const exec = RegExp.prototype.exec;
let runs = 0;
let characters = 0;

beforeEach(() => {
  runs = 0;
  characters = 0;
  RegExp.prototype.exec = function (text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    runs += 1;
    characters += (match === null ? String(text).length : match.index + match[0].length) - from;
    if (runs > MOST_RUNS || characters > MOST_CHARACTERS) throw new Error("More work than the text is worth.");
    return match;
  };
});

afterEach(() => {
  RegExp.prototype.exec = exec;
});

const repeat = (unit: string, length = LENGTH) => unit.repeat(Math.ceil(length / unit.length));
const paragraphs = (unit: string) => repeat(`${repeat(unit, 8_000)}\n\n`);
const nested = (opening: string, closing: string) => {
  const levels = Math.floor(LENGTH / (opening.length + closing.length));
  return `${opening.repeat(levels)}x${closing.repeat(levels)}`;
};
const stairs = (mark: string, step: number) =>
  Array.from(
    { length: Math.floor(Math.sqrt((2 * LENGTH) / step)) },
    (_, level) => `${" ".repeat(level * step)}${mark}x`,
  );

const TEXTS: Readonly<Record<string, string>> = {
  "bullets in a line": repeat("- "),
  "quotes in a line": repeat("> "),
  "quotes without a blank": repeat(">"),
  "numbers in a line": repeat("1. "),
  "lists in quotes in lists": repeat("- > 1. "),
  "a rule that is none": `${repeat("- ")}x`,
  "a list that goes in at each line": stairs("- ", 2).join("\n"),
  "numbers that go in at each line": stairs("1. ", 3).join("\n"),
  "quotes that go in at each line": Array.from({ length: 240 }, (_, level) => `${"> ".repeat(level)}x`).join("\n"),
  "lines that belong to a list lazily": `- a\n${repeat("b\n")}`,
  "long lines that belong to a list lazily": `- a\n${repeat("bbbbbbb\n")}`,
  "quotes that are read again": repeat(`${"> ".repeat(7)}${"- ".repeat(7)}x\ny\n`),
  "lists in quotes that are read again": repeat(`${">- ".repeat(6)}x\n> y\n`),
  tasks: repeat("- [ ] x\n"),
  "emphasis that never ends": repeat("*a "),
  "emphasis in emphasis": nested("*a **b ", " b** a*"),
  "emphasis behind blanks of other kinds": paragraphs("\u00a0*a"),
  "emphasis behind ideographic blanks": paragraphs("\u3000*a"),
  underscores: paragraphs("a_"),
  "stars and underscores": paragraphs("*_"),
  "what is struck out and never ends": paragraphs("\u00a0~a"),
  "backticks, one more each time": Array.from({ length: 340 }, (_, count) => "`".repeat(count)).join(" "),
  "brackets that open": repeat("["),
  "brackets in brackets": nested("[", "]"),
  "links in links": nested("[", "](x)"),
  "links that never end": repeat("[a]("),
  "pictures in pictures": nested("![", "](x)"),
  "a long address used often": `[a]: ${"x".repeat(LENGTH / 2)}\n\n${repeat("[a] ", LENGTH / 2)}`,
  definitions: repeat("[a]: "),
  "definitions without an end": repeat('[a]: x "\n'),
  "a table of many columns and short rows": `${"|a".repeat(3_700)}|\n${"|-".repeat(3_700)}|\n${repeat("|\n", LENGTH / 2)}`,
  "a cell of everything": `|${"\u00a0*a".repeat(8_000)}|\n|-|\n`,
  "tables over and over": repeat("a|b\n-|-\n"),
  "tags that never end": repeat("<a "),
  "attributes that never end": repeat('<a b="'),
  "tags in tags": nested("<b>", "</b>"),
  "blocks in blocks": nested("<div>\n", "</div>\n"),
  "comments that never end": repeat("<!-- "),
  "lists of tags": repeat("<ul><li>"),
  "web addresses": repeat("http://"),
  "an address with parentheses": `www.a${repeat("(")}`,
  "an address of mail": paragraphs("a@b.c"),
  mailto: repeat("mailto:"),
  blanks: `a${repeat(" ")}b`,
  "blank lines": repeat(" \n"),
  "SQL in one line": `\`\`\`sql\n${repeat("select a from b; ")}\n\`\`\``,
  "SQL in one word": `\`\`\`sql\n${repeat("a")}\n\`\`\``,
  "SQL comments that never end": `\`\`\`sql\n${repeat("/*\n", 30_000)}\n\`\`\``,
  "SQL of blanks": `\`\`\`sql\n${repeat("create         ", 30_000)}\n\`\`\``,
};

describe("a text that asks for much", () => {
  test.for(Object.entries(TEXTS))("%s: ends within its bounds", ([, text]) => {
    for (const render of [renderComment, renderMarkdown, firstParagraph]) {
      runs = 0;
      characters = 0;
      expect(typeof render(text, { link: () => null })).toBe("string");
    }
  });

  test("of any signs in any order ends within its bounds", () => {
    const unit = fc.constantFrom(
      ..."-+*_~`>#|[]()<!&\\@:.= \n\t\"'x1".split(""),
      ...[
        "> ",
        "- ",
        "1. ",
        "**",
        "```\n",
        "](",
        "[a]:",
        "<a ",
        "<!--",
        "www.",
        "\u00a0",
        "    ",
        "\n\n",
        "|-|\n",
        "$$",
      ],
    );
    const text = fc
      .array(unit, { minLength: 1, maxLength: 6 })
      .map((units) => repeat(units.join(""), 16_000))
      .chain((first) => fc.array(unit, { maxLength: 6 }).map((units) => first + repeat(units.join("") || "x", 16_000)));
    fc.assert(
      fc.property(text, (drawn) => {
        for (const render of [renderComment, renderMarkdown]) {
          runs = 0;
          characters = 0;
          render(drawn, { link: () => null });
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});

describe("a text that is too much to be laid out", () => {
  test("stands as plain text, in a comment", () => {
    expect(renderComment(`a <b>\n${"- ".repeat(3_000)}x`)).toBe(`<p>a &#60;b&#62;<br />${"- ".repeat(3_000)}x</p>\n`);
    expect(renderComment("> ".repeat(3_000))).toBe(`<p>${"&#62; ".repeat(3_000)}</p>\n`);
    expect(renderComment(`${"a ".repeat(33_000)}*b*`)).toBe(`<p>${"a ".repeat(33_000)}*b*</p>\n`);
  });

  test("stands as it was written, and says so, in a note", () => {
    expect(renderMarkdown("> ".repeat(3_000))).toBe(
      "<p>This text is too long, or nested too deep, to be laid out. It is shown as it was written.</p>\n" +
        `<pre><code>${"&#62; ".repeat(3_000)}</code></pre>\n`,
    );
    expect(firstParagraph("> ".repeat(3_000))).toBe("");
  });

  test("is not one of fifteen levels, a long list, a wide table, or many links", () => {
    const laidOut = [
      `${"- ".repeat(15)}x`,
      repeat("- A thing that was said, `code` and *more* of it, in a_name.\n", 60_000),
      `|a|b|c|d|\n|-|-|-|-|\n${"|1|2|3|4|\n".repeat(2_000)}`,
      repeat("See [this](https://example.com/a/page) and [that](other.md#place). ", 8_000),
    ].map((text) => renderMarkdown(text));
    expect(laidOut.filter((html) => /<pre>|too long/.test(html))).toEqual([]);
  });
});
