import { expect, test } from "vitest";
import type { Relation } from "../../src/model/relation.ts";
import { buildRelationPage } from "../../src/view/pages/relation.ts";
import { blocksOf, factsOf, sectionOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

const site = aSmallSite();
const orders = site.catalog.relations.find(({ name }) => name === "orders") as Relation;

function pageWithComment(comment: string) {
  const [first, ...others] = orders.columns;
  const columns = [{ ...(first as NonNullable<typeof first>), comment }, ...others];
  return buildRelationPage(site, { ...orders, comment, columns });
}

test("a page shows who keeps a table, what to see, and that it is deprecated", () => {
  const comment =
    "Orders.\n@owner <b>desk</b>\n@see users\n@see javascript:alert(1)\n@doc payloads\n@doc https://a.example/x\n@deprecated";
  const page = pageWithComment(comment);
  const see = [
    { code: "users", to: { page: "relation", schema: "public", name: "users" } },
    ", ",
    "javascript:alert(1)",
    ", ",
    { text: "Payloads stay as received", to: { page: "note", slug: "payloads" } },
    ", ",
    { text: "https://a.example/x", to: { url: "https://a.example/x" } },
  ];
  expect(page.chips).toContain("deprecated");
  expect(blocksOf(page, "markdown")[0]?.text.markdown).toBe("Orders.\n@deprecated");
  expect(factsOf(page).slice(-2)).toEqual([
    { label: "Kept by", value: ["<b>desk</b>"] },
    { label: "See", value: see },
  ]);
  const row = blocksOf(sectionOf(page, "columns"), "columns")[0]?.rows[0];
  expect(row?.keys).toEqual([
    { abbreviation: "PK", title: "primary key" },
    { abbreviation: "deprecated", title: "deprecated" },
  ]);
  expect(row?.lines).toEqual([["Kept by <b>desk</b>."], ["See ", ...see, "."]]);
});

test("a comment without tags adds nothing", () => {
  const page = pageWithComment("Orders.");
  expect(page.chips).not.toContain("deprecated");
  expect(factsOf(page).map(({ label }) => label)).not.toContain("Kept by");
});
