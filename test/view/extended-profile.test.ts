import { expect, test } from "vitest";
import type { Relation } from "../../src/model/relation.ts";
import { fail } from "../../src/model/rule.ts";
import { toFindingsPage } from "../../src/view/findings-page.ts";
import { toGuidePage } from "../../src/view/guide-page.ts";
import { toOverviewPage } from "../../src/view/overview-page.ts";
import { toRelationPage } from "../../src/view/relation-page.ts";
import { toRulePage } from "../../src/view/rule-page.ts";
import { toSchemaPage } from "../../src/view/schema-page.ts";
import { toFindingsTwin } from "../../src/view/twins/page-twins.ts";
import { toRelationTwin } from "../../src/view/twins/relation-twin.ts";
import { aRuleSaying } from "../support/fake-rules.ts";
import { aSmallSite } from "../support/small-site.ts";

const beyond = aRuleSaying("beyond-rule", fail(["It could be better."]), {
  statement: "extended",
  profile: "extended",
  severity: "critical",
});
const without = aSmallSite();
const site = aSmallSite({ besides: [beyond] });
const orders = site.catalog.relations.find(({ name }) => name === "orders") as Relation;

test("a relation's page shows what is beyond the guide apart, and neither counts nor marks it", () => {
  const { besides, frame, ...page } = toRelationPage(site, orders);
  const { besides: none, frame: plain, ...before } = toRelationPage(without, orders);
  expect(page).toEqual(before);
  expect(none).toEqual({ total: 0, groups: [] });
  expect(besides.groups.map(({ rule, items }) => [rule.id, items.map(({ message }) => message)])).toEqual([
    ["beyond-rule", [["It could be better."]]],
  ]);
  const added = frame.contents.filter(({ text }) => !plain.contents.some((each) => each.text === text));
  expect(added).toEqual([{ text: "Also worth knowing", href: "#also-worth-knowing", count: 1 }]);
});

test("the overview and a schema's page are what they are without it", () => {
  expect(toOverviewPage(site)).toEqual(toOverviewPage(without));
  expect(toSchemaPage(site, "public")).toEqual(toSchemaPage(without, "public"));
});

test("the page of findings lists it after the guide's, and does not count it", () => {
  const [page, before] = [toFindingsPage(site), toFindingsPage(without)];
  expect([page.counts, page.rules]).toEqual([before.counts, before.rules]);
  expect(page.besides.map(({ id, standing }) => [id, standing])).toEqual([["beyond-rule", "3 in 3 tables"]]);
});

test("the guide lists its rules after the sections, where their pages lead back to", () => {
  expect(toGuidePage(site).others).toMatchObject([
    {
      text: "Also worth knowing",
      id: "also-worth-knowing",
      standing: "1 rule beyond the guide, in no score",
      rules: [{ text: "beyond-rule", standing: "fails on 3 tables", more: [] }],
    },
  ]);
  const { crumbs, chips } = toRulePage(site, "beyond-rule");
  expect(crumbs.at(-1)).toEqual({ text: "Also worth knowing", href: "../guide/index.html#also-worth-knowing" });
  expect(chips).toEqual(["critical", "read from the catalog", "not in the guide"]);
});

test("the Markdown twins say it under a heading of its own", () => {
  expect(toRelationTwin("public", toRelationPage(site, orders))).toContain("## Also worth knowing\n\n");
  const twin = toFindingsTwin(toFindingsPage(site));
  expect(twin.indexOf("beyond-rule")).toBeGreaterThan(twin.indexOf("## Also worth knowing"));
});
