import { describe, expect, test } from "vitest";
import { toFiles } from "../../src/view/files.ts";
import { toCode, toCommentText, toInline, toTable, toText } from "../../src/view/twins/markdown.ts";
import { aSmallSite } from "../support/small-site.ts";

const files = toFiles(aSmallSite());

describe("the files beside the pages", () => {
  test.each(files.map((file) => [file.path, file] as const))("%s", async (path, file) => {
    await expect(file.text()).toMatchFileSnapshot(`../fixtures/files/${path}`);
  });

  test("every one has an address of its own, on file systems that ignore case too", () => {
    expect(new Set(files.map(({ path }) => path.toLowerCase())).size).toBe(files.length);
  });
});

describe("untrusted text in Markdown", () => {
  test("text means nothing to Markdown or HTML", () => {
    expect(toText("# a *b* <script>x</script> | [c](d) `e`\nf")).toBe(
      "\\# a \\*b\\* \\<script\\>x\\</script\\> \\| \\[c\\](d) \\`e\\` f",
    );
  });

  test("text that begins like a list is none, and a number with a dot stays", () => {
    expect([toText("1. a"), toText("2) b"), toText("- c"), toText("7.4 d")]).toEqual([
      "1\\. a",
      "2\\) b",
      "\\- c",
      "7.4 d",
    ]);
  });

  test("code is fenced by more backticks than it holds", () => {
    expect([toCode("a"), toCode("a`b"), toCode("`a``")]).toEqual(["`a`", "``a`b``", "``` `a`` ```"]);
  });

  test("a link between pages leads to the other page's Markdown, one elsewhere stays", () => {
    expect([
      toInline({ code: "a|b", href: "../x.html#column-a" }),
      toInline({ text: "[x]", href: "https://a.example/y.html" }),
      toInline({ code: "here", href: "#column-a" }),
    ]).toEqual(["[`a|b`](../x.md)", "[\\[x\\]](https://a.example/y.html)", "`here`"]);
  });

  test("a cell ends at no bar but its own", () => {
    expect(toTable(["a"], [["`x|y`"], ["two\nlines"]])).toBe("| a |\n| --- |\n| `x\\|y` |\n| two lines |");
  });
});

test("a comment keeps its Markdown, but no HTML and no link that is no web address", () => {
  const text = "a <b> [c](javascript:alert(1)) [d](https://e.example) `f`\n[g]: data:x";
  expect(toCommentText({ html: "", text })).toBe(
    "a &lt;b> \\[c](javascript:alert(1)) [d](https://e.example) `f`\n\\[g]: data:x",
  );
});
