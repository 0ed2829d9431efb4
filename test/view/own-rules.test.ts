import { expect, test } from "vitest";
import type { Relation } from "../../src/model/relation.ts";
import { fail } from "../../src/model/rule.ts";
import { toConformance } from "../../src/view/conformance.ts";
import { toFindingsPage } from "../../src/view/findings-page.ts";
import { toGuidePage } from "../../src/view/guide-page.ts";
import { toMatrix } from "../../src/view/matrix.ts";
import { toRelationPage } from "../../src/view/relation-page.ts";
import { toRulePage } from "../../src/view/rule-page.ts";
import { toRuleTwin } from "../../src/view/twins/page-twins.ts";
import { paths } from "../../src/view/urls.ts";
import { aRuleSaying } from "../support/fake-rules.ts";
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
const orders = site.catalog.relations.find(({ name }) => name === "orders") as Relation;

test("the guide lists the team's own rules after its sections, where their pages lead back to", () => {
  expect(toGuidePage(site).others).toMatchObject([
    { text: "Your own rules", id: "your-own-rules", rules: [{ text: "own-rule", standing: "fails on 3 tables" }] },
  ]);
  const { crumbs, chips } = toRulePage(site, "own-rule");
  expect(crumbs.at(-1)).toEqual({ text: "Your own rules", href: "../guide/index.html#your-own-rules" });
  expect(chips).toEqual(["high", "read from the catalog", "your own rule"]);
});

test("a page that nobody wrote says what is known, and where it would stand", () => {
  const page = toRulePage(site, "own-rule");
  expect([page.sections, page.why, page.unwritten]).toEqual([[], "It matters.", "content/rules/own-rule.md"]);
  expect(toRuleTwin(page)).toContain(
    "## Why\n\nIt matters.\n\nNobody has written more yet: its page would be `content/rules/own-rule.md`, beside the configuration.\n",
  );
  expect(toRulePage(site, "name-rule").unwritten).toBeNull();
});

test("own rules stand in the strip, the matrix and the findings as the guide's do, and no point hangs on them", () => {
  const score = site.scoreOf(orders);
  const before = without.scoreOf(orders);
  expect(score?.points).toEqual(before?.points);
  const strip = score === null ? [] : toConformance(site, paths.relation("public", "orders"), score).strip;
  expect(strip.find(({ name }) => name === "Indexing")).toMatchObject({
    tally: "0/1",
    cells: [{ look: "error", label: "own-rule, error: It holds." }],
  });
  expect(toMatrix(site, paths.overview)?.groups.map(({ name }) => name)).toContain("Indexing");
  expect(toFindingsPage(site).rules.map(({ id }) => id)).toContain("own-rule");
  const page = toRelationPage(site, orders);
  expect([page.besides.total, page.findings.groups.map(({ rule }) => rule.id)]).toEqual([
    0,
    expect.arrayContaining(["own-rule"]),
  ]);
});
