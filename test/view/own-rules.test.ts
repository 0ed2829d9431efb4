import { expect, test } from "vitest";
import { fail } from "../../src/model/own-rule.ts";
import { buildMatrix } from "../../src/view/parts/matrix.ts";
import { aRuleSaying } from "../support/fake-rules.ts";
import { blocksOf, groupsOf, markdownOf, pageOf, ruleOf, sectionOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

const own = aRuleSaying("own-rule", fail(["We do it otherwise."]), {
  statement: "own",
  profile: "own",
  score: "none",
  severity: "high",
  group: "Indexing",
});
const without = aSmallSite();
const site = aSmallSite({ besides: [own] });
const orders = { page: "relation", schema: "public", name: "orders" } as const;
const page = { page: "rule", rule: "own-rule" } as const;

test("the guide lists the team's own rules after its sections, where their pages lead back to", () => {
  const section = sectionOf(pageOf(site, { page: "guide" }), "your-own-rules");
  expect(section.title).toEqual(["Your own rules"]);
  expect(blocksOf(section, "list")[0]?.items.map(({ parts }) => [parts[1], parts[4]])).toEqual([
    [[{ code: "own-rule", to: page }], [{ style: "result", text: ["fails on 3 tables"] }]],
  ]);
  const { crumbs, chips } = pageOf(site, page);
  expect(crumbs.at(-1)).toEqual({ text: "Your own rules", to: { page: "guide", anchor: "your-own-rules" } });
  expect(chips).toEqual(["high", "read from the catalog", "your own rule"]);
});

test("a page that nobody wrote says what is known, and where it would stand", () => {
  expect(markdownOf(site, page)).toContain(
    "## Why\n\nIt matters.\n\nNobody has written more yet: its page would be `content/rules/own-rule.md`, beside the configuration.\n",
  );
  expect(markdownOf(site, { page: "rule", rule: "name-rule" })).not.toContain("Nobody has written");
});

test("own rules stand in the strip, the matrix and the findings as the guide's do, and no point hangs on them", () => {
  const { name, schema } = orders;
  expect(site.scoreOf({ schema, name })?.points).toEqual(without.scoreOf({ schema, name })?.points);
  const [strip] = blocksOf(pageOf(site, orders), "strip");
  expect(strip?.groups.find((group) => group.name === "Indexing")).toMatchObject({
    tally: "0/1",
    cells: [{ look: "error", rule: "own-rule", verdict: "error", title: "It holds." }],
  });
  expect(buildMatrix(site)?.groups.map((group) => group.name)).toContain("Indexing");
  expect(groupsOf(pageOf(site, { page: "findings" })).map(ruleOf)).toContain("own-rule");
  expect(groupsOf(sectionOf(pageOf(site, orders), "findings")).map(ruleOf)).toContain("own-rule");
  expect(pageOf(site, orders).body).not.toContainEqual(expect.objectContaining({ anchor: "also-worth-knowing" }));
});
