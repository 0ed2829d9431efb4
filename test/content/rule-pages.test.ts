import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parseRulePage, readRulePages } from "../../src/content/rule-pages.ts";

const TEXT = `Lead that stands nowhere.

## Why

Because of \`orders\`.

## Instead of

\`\`\`sql
SELECT 1; -- ##
## not a heading
\`\`\`

## Write

\`\`\`sql
SELECT 2;
\`\`\`

## When to waive ##

~~~yaml
## nor this
~~~
`;

describe("a rule's page", () => {
  test("is cut into its sections", () => {
    expect(parseRulePage(TEXT, "content/rules/pk-uuid.md")).toEqual({
      rule: "pk-uuid",
      markdown: TEXT,
      why: {
        title: "Why",
        markdown: "Because of `orders`.",
        html: "<p>Because of <code>orders</code>.</p>\n",
      },
      insteadOf: {
        title: "Instead of",
        markdown: "```sql\nSELECT 1; -- ##\n## not a heading\n```",
        html: '<pre><code class="language-sql"><span class="k">SELECT</span> 1; -- ##\n## not a heading</code></pre>\n',
      },
      write: {
        title: "Write",
        markdown: "```sql\nSELECT 2;\n```",
        html: '<pre><code class="language-sql"><span class="k">SELECT</span> 2;</code></pre>\n',
      },
      rest: [
        {
          title: "When to waive",
          markdown: "~~~yaml\n## nor this\n~~~",
          html: '<pre><code class="language-yaml">## nor this</code></pre>\n',
        },
      ],
    });
  });

  test("without SQL has neither of its two sections", () => {
    const page = parseRulePage("## Why\n\nx\n", "ops-backup-scheduled.md");
    expect([page.insteadOf, page.write, page.rest]).toEqual([null, null, []]);
  });

  test("without Why is refused", () => {
    expect(() => parseRulePage("## Write\n", "a.md")).toThrow("The rule's page has no section Why.");
  });
});

describe("our own rule pages", () => {
  test("are read, each with SQL for both sides or for none", async () => {
    const folder = resolve(import.meta.dirname, "../../content/rules");
    const pages = readRulePages((await readdir(folder)).map((name) => resolve(folder, name)));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.filter(({ insteadOf, write }) => (insteadOf === null) !== (write === null))).toEqual([]);
  });
});
