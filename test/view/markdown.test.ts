import { describe, expect, test } from "vitest";
import { buildFiles } from "../../src/view/files.ts";
import { tableOf } from "../../src/view/render/markdown.ts";
import { codeSpan, commentMarkdown, escapeMarkdown, proseMarkdown } from "../../src/view/render/markdown-text.ts";
import { aSmallSite } from "../support/small-site.ts";

const files = [...buildFiles(aSmallSite())].flatMap((file) => ("text" in file ? [file] : []));

describe("the files beside the pages", () => {
  test.each(files.map(({ path, text }) => [path, text] as const))("%s", async (path, text) => {
    await expect(text).toMatchFileSnapshot(`../fixtures/files/${path}`);
  });

  test("every one has an address of its own, on file systems that ignore case too", () => {
    expect(new Set(files.map(({ path }) => path.toLowerCase())).size).toBe(files.length);
  });
});

describe("untrusted text in Markdown", () => {
  test("text means nothing to Markdown or HTML", () => {
    expect(escapeMarkdown("# a *b* <script>x</script> | [c](d) `e`\nf")).toBe(
      "\\# a \\*b\\* \\<script\\>x\\</script\\> \\| \\[c\\](d) \\`e\\` f",
    );
  });

  test("text that begins like a list is none, and a number with a dot stays", () => {
    expect(["1. a", "2) b", "- c", "7.4 d"].map(escapeMarkdown)).toEqual(["1\\. a", "2\\) b", "\\- c", "7.4 d"]);
  });

  test("code is fenced by more backticks than it holds", () => {
    expect(["a", "a`b", "`a``"].map(codeSpan)).toEqual(["`a`", "``a`b``", "``` `a`` ```"]);
  });

  test("a link between pages leads to the other page's Markdown, one elsewhere stays, one to the page itself goes", () => {
    const here = { page: "relation", schema: "public", name: "orders" } as const;
    const links = [
      { code: "a|b", to: { page: "schema", schema: "public", anchor: "column-a" } },
      { text: "[x]", to: { url: "https://a.example/y (1).html" } },
      { code: "here", to: { ...here, anchor: "column-a" } },
    ] as const;
    expect(links.map((link) => proseMarkdown([link], "schemas/public/orders.md"))).toEqual([
      "[`a|b`](index.md)",
      "[\\[x\\]](https://a.example/y%20%281%29.html)",
      "`here`",
    ]);
  });

  test("a cell ends at no bar but its own", () => {
    expect(tableOf(["a"], [["`x|y`"], ["two\nlines"]])).toBe("| a |\n| --- |\n| `x\\|y` |\n| two lines |");
  });
});

test("a comment keeps its Markdown, but no HTML and no link that is no web address", () => {
  expect(commentMarkdown("a <b> [c](javascript:alert(1)) [d](https://e.example) `f`\n[g]: data:x")).toBe(
    "a &lt;b> \\[c](javascript:alert(1)) [d](https://e.example) `f`\n\\[g]: data:x",
  );
});
