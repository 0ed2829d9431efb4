import { expect, test } from "vitest";
import type { Relation } from "../../src/model/relation.ts";
import { toRelationPage } from "../../src/view/relation-page.ts";
import { aSmallSite } from "../support/small-site.ts";

const site = aSmallSite();
const orders = site.catalog.relations.find(({ name }) => name === "orders") as Relation;

function withComment(comment: string): Relation {
  const [first, ...others] = orders.columns;
  return { ...orders, comment, columns: [{ ...(first as NonNullable<typeof first>), comment }, ...others] };
}

test("a page shows who keeps a table, what to see, and that it is deprecated", () => {
  const comment =
    "Orders.\n@owner <b>desk</b>\n@see users\n@see javascript:alert(1)\n@doc payloads\n@doc https://a.example/x\n@deprecated";
  const page = toRelationPage(site, withComment(comment));
  const see = [
    { code: "users", href: "users.html" },
    ", ",
    "javascript:alert(1)",
    ", ",
    { text: "Payloads stay as received", href: "../../notes/payloads.html" },
    ", ",
    { text: "https://a.example/x", href: "https://a.example/x" },
  ];
  expect(page.chips).toContain("deprecated");
  expect(page.lead?.text).toBe("Orders.\n@deprecated");
  expect(page.facts.slice(-2)).toEqual([
    { label: "Kept by", value: ["<b>desk</b>"] },
    { label: "See", value: see },
  ]);
  expect(page.columns[0]?.marks.at(-1)).toEqual({ text: "deprecated", title: "deprecated" });
  expect(page.columns[0]?.remarks.slice(-2)).toEqual([["Kept by <b>desk</b>."], ["See ", ...see, "."]]);
});

test("a comment without tags adds nothing", () => {
  const page = toRelationPage(site, withComment("Orders."));
  expect(page.chips).not.toContain("deprecated");
  expect(page.facts.map(({ label }) => label)).not.toContain("Kept by");
});
