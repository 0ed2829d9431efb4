import { expect, test } from "vitest";
import { fail } from "../../src/model/own-rule.ts";
import { buildFrame } from "../../src/view/frame.ts";
import { aRuleSaying } from "../support/fake-rules.ts";
import { blocksOf, entryOf, groupsOf, markdownOf, pageOf, ruleOf, sectionOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

const beyond = aRuleSaying("beyond-rule", fail(["It could be better."]), {
  statement: "extended",
  profile: "extended",
  severity: "critical",
});
const without = aSmallSite();
const site = aSmallSite({ besides: [beyond] });
const orders = { page: "relation", schema: "public", name: "orders" } as const;
const ANCHOR = "also-worth-knowing";

test("a relation's page shows what is beyond the guide apart, and neither counts nor marks it", () => {
  const page = pageOf(site, orders);
  const before = pageOf(without, orders);
  const section = sectionOf(page, ANCHOR);
  expect({ ...page, body: page.body.filter((block) => block !== section) }).toEqual(before);
  expect(groupsOf(section).map((group) => [ruleOf(group), group.messages.map(({ text }) => text)])).toEqual([
    ["beyond-rule", [["It could be better."]]],
  ]);
  const contents = buildFrame(site, entryOf(site, orders), page).contents ?? [];
  const plain = buildFrame(without, entryOf(without, orders), before).contents ?? [];
  expect(contents.filter(({ text }) => !plain.some((each) => each.text === text))).toEqual([
    { text: "Also worth knowing", href: `#${ANCHOR}`, count: 1 },
  ]);
});

test("the overview and a schema's page are what they are without it", () => {
  for (const address of [{ page: "overview" }, { page: "schema", schema: "public" }] as const) {
    expect(pageOf(site, address)).toEqual(pageOf(without, address));
  }
});

test("the page of findings lists it after the guide's, and does not count it", () => {
  const page = pageOf(site, { page: "findings" });
  const section = sectionOf(page, ANCHOR);
  expect({ ...page, body: page.body.filter((block) => block !== section) }).toEqual(
    pageOf(without, { page: "findings" }),
  );
  expect(groupsOf(section).map((group) => [ruleOf(group), group.status])).toEqual([["beyond-rule", ["3 in 3 tables"]]]);
});

test("the guide lists its rules after the sections, where their pages lead back to", () => {
  const section = sectionOf(pageOf(site, { page: "guide" }), ANCHOR);
  expect([section.title, section.note]).toEqual([["Also worth knowing"], ["1 rule beyond the guide, in no score"]]);
  expect(blocksOf(section, "list")[0]?.items.map(({ parts }) => [parts[1], parts[4]])).toEqual([
    [
      [{ code: "beyond-rule", to: { page: "rule", rule: "beyond-rule" } }],
      [{ style: "result", text: ["fails on 3 tables"] }],
    ],
  ]);
  const { crumbs, chips } = pageOf(site, { page: "rule", rule: "beyond-rule" });
  expect(crumbs.at(-1)).toEqual({ text: "Also worth knowing", to: { page: "guide", anchor: ANCHOR } });
  expect(chips).toEqual(["critical", "read from the catalog", "not in the guide"]);
});

test("the Markdown says it under a heading of its own", () => {
  expect(markdownOf(site, orders)).toContain("## Also worth knowing\n\n");
  const findings = markdownOf(site, { page: "findings" });
  expect(findings.indexOf("beyond-rule")).toBeGreaterThan(findings.indexOf("## Also worth knowing"));
});
