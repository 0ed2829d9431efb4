import { describe, expect, test } from "vitest";
import type { Relation } from "../../src/model/relation.ts";
import { toFindingsPage } from "../../src/view/findings-page.ts";
import { toFrame } from "../../src/view/frame.ts";
import { toGuidePage } from "../../src/view/guide-page.ts";
import { toGuideSectionPage } from "../../src/view/guide-section-page.ts";
import { toNotePage } from "../../src/view/note-pages.ts";
import { toOverviewPage } from "../../src/view/overview-page.ts";
import { toRelationPage } from "../../src/view/relation-page.ts";
import { toRulePage } from "../../src/view/rule-page.ts";
import { toSchemaPage } from "../../src/view/schema-page.ts";
import { paths } from "../../src/view/urls.ts";
import { aCatalog, aTable } from "../support/catalog.ts";
import { aSmallSite } from "../support/small-site.ts";

const site = aSmallSite();
const relation = (name: string) => site.catalog.relations.find((each) => each.name === name) as Relation;

describe("a page holds everything that it shows", () => {
  test.each([
    ["orders", () => toRelationPage(site, relation("orders"))],
    ["users", () => toRelationPage(site, relation("users"))],
    ["events", () => toRelationPage(site, relation("events"))],
    ["view", () => toRelationPage(site, relation("index"))],
    ["overview", () => toOverviewPage(site)],
    ["schema", () => toSchemaPage(site, "public")],
    ["rule", () => toRulePage(site, "name-rule")],
    ["guide", () => toGuidePage(site)],
    ["guide-section", () => toGuideSectionPage(site, site.guide[1] as (typeof site.guide)[number])],
    ["findings", () => toFindingsPage(site)],
    ["note", () => toNotePage(site, site.notes[0] as (typeof site.notes)[number])],
  ])("%s", async (name, make) => {
    await expect(`${JSON.stringify(make(), null, 2)}\n`).toMatchFileSnapshot(`../fixtures/pages/${name}.json`);
  });
});

describe("what pages leave out or fold", () => {
  test("a partition has no page; links to it lead to its place on its parent's", () => {
    expect(site.relations.map(({ name }) => name)).toEqual(["index", "events", "orders", "users"]);
    expect(site.hrefOf(paths.overview, "public", "events_2026")).toBe(
      "schemas/public/events.html#partition-events_2026",
    );
  });

  test("what the config excludes has no page and no link", () => {
    const without = aSmallSite({ config: { exclude: ["public.users"] } });
    expect(without.relations.map(({ name }) => name)).toEqual(["index", "events", "orders"]);
    expect(without.hrefOf(paths.overview, "public", "users")).toBeNull();
  });

  test("the tree of a large schema shows a hundred relations around the page's own", () => {
    const relations = Array.from({ length: 300 }, (_, index) => aTable(`t${String(index).padStart(3, "0")}`));
    const large = aSmallSite({
      catalog: aCatalog({ relations: [...relations, aTable("elsewhere", { schema: "other" })] }),
    });
    const { tree } = toFrame(large, {
      path: paths.relation("public", "t200"),
      title: "t200",
      description: "",
      schema: "public",
      relation: "t200",
    });
    expect(
      tree.map((schema) => [schema.text, schema.counts, schema.relations.length, schema.more?.text ?? null]),
    ).toEqual([
      ["other", "1 table", 0, null],
      ["public", "300 tables", 100, "All 300 relations"],
    ]);
    const own = tree[1]?.relations.find(({ current }) => current);
    expect([tree[1]?.relations[0]?.text, own?.text, tree[1]?.relations.at(-1)?.text]).toEqual(["t150", "t200", "t249"]);
  });

  test("a rule that fails very often has more than one page", () => {
    const relations = Array.from({ length: 1001 }, (_, index) => aTable(`t${String(index).padStart(4, "0")}`));
    const large = aSmallSite({ catalog: aCatalog({ relations }) });
    const last = toRulePage(large, "name-rule", 3);
    expect([last.frame.path, last.total, last.rows.length, last.sections, last.pages]).toEqual([
      "rules/name-rule~3.html",
      1001,
      1,
      [],
      [
        { text: "1", href: "name-rule.html", current: false },
        { text: "2", href: "name-rule~2.html", current: false },
        { text: "3", href: "name-rule~3.html", current: true },
      ],
    ]);
  });
});
