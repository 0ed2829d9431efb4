import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parseGuideSection, readGuide } from "../../src/content/guide.ts";
import { rules } from "../../src/rules/index.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const REFERENCE = resolve(ROOT, "../shared/RULES.md");

describe("a section of the guide", () => {
  test("is cut into its statements, and these into text and contradictions", () => {
    const text = [
      "# Naming\n\nWhy *names*.\n",
      "## 3.1 Lower `case`\n\nText.\n\n```sql\n## no heading\n```\n",
      "### C4 Two ways\n\nTouches: 3.2, 10.1\n\nIt says both.\n\nRead here: The first, as `name-a` has it.\n\nAnd so on.\n",
      "## 3.2 Plural\n\nNo rule: nobody asks.\n\nOther text.\n\n### C9 Twice\n\nAgain.\n\nRead here: Once.\n",
      "## 3.10 Last\n",
    ].join("\n");
    const link = (name: string) => (name === "name-a" ? "../rules/name-a.html" : null);
    expect(parseGuideSection(text, "content/guide/3-naming.md", { link })).toEqual({
      number: 3,
      title: "Naming",
      introduction: { markdown: "Why *names*.", html: "<p>Why <em>names</em>.</p>\n" },
      statements: [
        {
          number: "3.1",
          title: "Lower `case`",
          noRule: null,
          markdown: "Text.\n\n```sql\n## no heading\n```",
          html: expect.stringContaining("<p>Text.</p>"),
          contradictions: [
            {
              number: "C4",
              title: "Two ways",
              touches: ["3.2", "10.1"],
              says: { markdown: "It says both.", html: "<p>It says both.</p>\n" },
              reading: {
                markdown: "The first, as `name-a` has it.\n\nAnd so on.",
                html: '<p>The first, as <a href="../rules/name-a.html"><code>name-a</code></a> has it.</p>\n<p>And so on.</p>\n',
              },
            },
          ],
        },
        {
          number: "3.2",
          title: "Plural",
          noRule: "nobody asks.",
          markdown: "Other text.",
          html: "<p>Other text.</p>\n",
          contradictions: [
            {
              number: "C9",
              title: "Twice",
              touches: [],
              says: { markdown: "Again.", html: "<p>Again.</p>\n" },
              reading: { markdown: "Once.", html: "<p>Once.</p>\n" },
            },
          ],
        },
        { number: "3.10", title: "Last", noRule: null, markdown: "", html: "", contradictions: [] },
      ],
    });
  });

  test.each([
    ["naming.md", "# Naming\n", "The section of the guide has no number or no title."],
    ["3-naming.md", "Naming\n", "The section of the guide has no number or no title."],
    ["3-naming.md", "# Naming\n\n## Lower case\n", "The statement Lower case has no number."],
    [
      "3-naming.md",
      "# Naming\n\n## 3.1 Lower case\n\n### Two ways\n\nRead here: One.\n",
      "The contradiction Two ways has no number or no reading.",
    ],
    [
      "3-naming.md",
      "# Naming\n\n## 3.1 Lower case\n\n### C1 Two ways\n\nIt says both.\n",
      "The contradiction C1 Two ways has no number or no reading.",
    ],
  ])("is refused where it is not written as it must be: %s %j", (file, text, message) => {
    expect(() => parseGuideSection(text, file)).toThrow(message);
  });
});

describe("our guide", async () => {
  const guide = await readGuide(resolve(ROOT, "content/guide"));
  const statements = guide.flatMap((section) => section.statements);
  const numbers = statements.map(({ number }) => number);

  test("has ten sections, their statements numbered in order", () => {
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
    expect(guide.map((section) => section.statements.map(({ number }) => number))).toEqual(
      guide.map(({ number, statements: own }) => own.map((_, index) => `${number}.${index + 1}`)),
    );
  });

  test("says something under every statement", () => {
    expect(statements.filter(({ markdown }) => markdown === "")).toEqual([]);
  });

  test("has the statement that each of the guide's rules answers", () => {
    const guided = rules.filter(({ profile }) => profile === "guide");
    expect(guided.filter(({ statement }) => !numbers.includes(statement)).map(({ id }) => id)).toEqual([]);
  });

  test("says of every statement that no rule answers why, and of no other", () => {
    const answered = new Set(rules.filter(({ profile }) => profile === "guide").map(({ statement }) => statement));
    expect(statements.filter(({ noRule }) => noRule !== null).map(({ number }) => number)).toEqual(
      numbers.filter((number) => !answered.has(number)),
    );
  });

  test("has every contradiction once, about statements that there are", () => {
    const contradictions = statements.flatMap((statement) => statement.contradictions);
    expect(contradictions.map(({ number }) => Number(number.slice(1))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    expect(contradictions.flatMap(({ touches }) => touches).filter((number) => !numbers.includes(number))).toEqual([]);
  });

  test("names no rule in its text that the registry has not", () => {
    const texts = statements.flatMap(({ markdown, contradictions }) => [
      markdown,
      ...contradictions.flatMap(({ says, reading }) => [says.markdown, reading.markdown]),
    ]);
    const named = texts.flatMap((text) => [...text.matchAll(/`([a-z]+(?:-[a-z0-9]+)+)`/g)].map(([, id]) => id));
    expect(named.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
  });

  test.skipIf(!existsSync(REFERENCE))(
    "has every statement and contradiction of the reference in ../shared, and the one that was found after it",
    () => {
      const text = readFileSync(REFERENCE, "utf8");
      const table = text.slice(text.indexOf("### 1.1"), text.indexOf("### 1.2"));
      const stated = [...table.matchAll(/^\| (\d+\.\d+)[a-z]? \|/gm)].map(([, number]) => number as string);
      const examples = [...table.matchAll(/\b(10\.\d+) /g)].map(([, number]) => number as string);
      expect(new Set(numbers)).toEqual(new Set([...stated, ...examples]));
      const listed = [...text.matchAll(/^- \*\*(C\d+) /gm)].map(([, number]) => number);
      const shown = statements.flatMap(({ contradictions }) => contradictions.map(({ number }) => number));
      expect(shown.sort()).toEqual([...new Set([...listed, "C20"])].sort());
    },
  );
});
