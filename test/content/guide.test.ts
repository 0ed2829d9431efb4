import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parseGuideSection, readGuide } from "../../src/content/guide.ts";
import { rules } from "../../src/rules/index.ts";

const GUIDE = resolve(import.meta.dirname, "../../content/guide");

describe("a section of the guide", () => {
  test("is cut into its statements", () => {
    const text =
      "# Naming\n\nWhy *names*.\n\n## 3.1 Lower `case`\n\nRules: name-a, name-b\n\nText.\n\n## 3.2 Plural\n\nRules: none\n";
    expect(parseGuideSection(text, "content/guide/3-naming.md")).toEqual({
      number: 3,
      slug: "3-naming",
      title: "Naming",
      introduction: { markdown: "Why *names*.", html: "<p>Why <em>names</em>.</p>\n" },
      statements: [
        {
          number: "3.1",
          title: "Lower `case`",
          rules: ["name-a", "name-b"],
          markdown: "Text.",
          html: "<p>Text.</p>\n",
        },
        { number: "3.2", title: "Plural", rules: [], markdown: "", html: "" },
      ],
    });
  });

  test.each([
    ["naming.md", "# Naming\n", "The section of the guide has no number or no title."],
    ["3-naming.md", "Naming\n", "The section of the guide has no number or no title."],
    [
      "3-naming.md",
      "# Naming\n\n## Lower case\n\nRules: none\n",
      "The statement Lower case has no number or no rules.",
    ],
    [
      "3-naming.md",
      "# Naming\n\n## 3.1 Lower case\n\nText.\n",
      "The statement 3.1 Lower case has no number or no rules.",
    ],
  ])("is refused where it is not written as it must be: %s %j", (file, text, message) => {
    expect(() => parseGuideSection(text, file)).toThrow(message);
  });
});

describe("our guide", () => {
  test("has ten sections, their statements numbered in order", async () => {
    const guide = await readGuide(GUIDE);
    expect(guide.map(({ number, title }) => `${number} ${title}`)).toEqual([
      "1 General principles",
      "2 Schema and tables",
      "3 Naming",
      "4 Types and constraints",
      "5 Indexing",
      "6 Migrations",
      "7 Security",
      "8 Backup and recovery",
      "9 Testing",
      "10 Examples",
    ]);
    for (const { number, statements } of guide) {
      expect(statements.map((statement) => statement.number)).toEqual(
        statements.map((_, index) => `${number}.${index + 1}`),
      );
    }
  });

  test("names every rule of the registry, once, under the statement that the rule gives", async () => {
    const places = (await readGuide(GUIDE)).flatMap(({ statements }) =>
      statements.flatMap((statement) => statement.rules.map((rule) => ({ rule, number: statement.number }))),
    );
    expect(new Set(places.map(({ rule }) => rule)).size).toBe(places.length);
    const guided = rules.filter(({ profile }) => profile === "guide");
    expect(
      guided
        .filter(({ id, statement }) => !places.some(({ rule, number }) => rule === id && number === statement))
        .map(({ id }) => id),
    ).toEqual([]);
  });
});
