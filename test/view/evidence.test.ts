import { expect, test } from "vitest";
import { fail } from "../../src/model/own-rule.ts";
import { pass } from "../../src/model/rule.ts";
import { say } from "../../src/model/sentence.ts";
import type { Page } from "../../src/view/page.ts";
import { groupFindings } from "../../src/view/parts/findings.ts";
import { renderMarkdown } from "../../src/view/render/markdown.ts";
import { aRule } from "../support/fake-rules.ts";
import { groupsOf, pageOf, ruleOf, sectionOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

const rule = aRule("shown-rule", {
  find: (table) => table.columns,
  judge: ({ name }) => {
    if (name !== "id" && name !== "user_id") return pass;
    const statement = { name: "statement", value: `SELECT \`${name}\` <b>` };
    // The message tells the column; of a part of its name it tells nothing, nor of a number that it happens to hold.
    return fail([...say`${name}`, " and 2 more are wrong."], {
      facts: [statement, { name: "column", value: name }, { name: "mode", value: "i" }, { name: "line", value: "2" }],
    });
  },
});
const site = aSmallSite({ besides: [rule] });
const orders = { page: "relation", schema: "public", name: "orders" } as const;

const factsOf = (name: string) => [
  { name: "statement", value: `SELECT \`${name}\` <b>` },
  { name: "mode", value: "i" },
  { name: "line", value: "2" },
];

test("a group shows what its messages leave out, by the subject where they are several", () => {
  const groups = groupsOf(sectionOf(pageOf(site, orders), "findings"));
  expect(groups.find((each) => ruleOf(each) === "shown-rule")?.evidence).toEqual([
    { about: "id", facts: factsOf("id") },
    { about: "user_id", facts: factsOf("user_id") },
  ]);
});

test("alone it needs no name, and its Markdown has it as code", () => {
  const findings = site.scorecard.findings.filter((each) => each.rule === "shown-rule" && each.subject.name === "id");
  const groups = groupFindings(site, findings.slice(0, 1));
  expect(groups[0]?.evidence).toEqual([{ about: null, facts: factsOf("id") }]);
  const page: Page = { ...pageOf(site, orders), body: [{ kind: "findings", groups }] };
  expect(renderMarkdown(page, "", "schemas/public/orders.md").trim().split("\n\n").slice(-5)).toEqual([
    "**Warning**, [shown-rule](../../rules/shown-rule.md): It matters.",
    "- `id` and 2 more are wrong.",
    "Evidence:",
    "- statement: ``SELECT `id` <b>``\n- mode: `i`\n- line: `2`",
    "No SQL: the rule offers none.",
  ]);
});
