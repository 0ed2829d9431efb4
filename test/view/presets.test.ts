import { expect, test } from "vitest";
import type { Relation } from "../../src/model/relation.ts";
import { fail, pass } from "../../src/model/rule.ts";
import { toFindingsPage } from "../../src/view/findings-page.ts";
import { toRelationPage } from "../../src/view/relation-page.ts";
import { aRule } from "../support/fake-rules.ts";
import { aSmallSite } from "../support/small-site.ts";

const limited = aRule("limited-rule", {
  justifiable: true,
  find: (table) => table.columns,
  judge: ({ name }) => {
    if (name !== "id" && name !== "user_id") return pass;
    return fail([`${name} is limited.`], { preset: { id: "short-mark", reason: "Marks are short" } });
  },
});
const site = aSmallSite({ besides: [limited] });
const orders = site.catalog.relations.find(({ name }) => name === "orders") as Relation;

test("a relation's page shows what a preset excuses in one group, says which preset and why, and offers no remedy", () => {
  const { groups } = toRelationPage(site, orders).findings;
  const own = groups.filter(({ rule }) => rule.id === "limited-rule");
  expect(
    own.map(({ tag, items, excuse, remedy }) => [tag.text, items.map(({ message }) => message), excuse, remedy]),
  ).toEqual([
    [
      "Justified",
      [["id is limited."], ["user_id is limited."]],
      ["justified by the preset ", { code: "short-mark" }, ": Marks are short"],
      null,
    ],
  ]);
});

test("the page of findings lists a preset once, after what people wrote", () => {
  expect(
    toFindingsPage(site).waivers.map(({ place, subject, kind, state, until }) => [place, subject, kind, state, until]),
  ).toEqual([
    [
      { text: "Payloads stay as received", href: "notes/payloads.html" },
      "public.orders.payload",
      "justified",
      "active",
      "1 Mar 2027",
    ],
    ["comment", "public.orders", "waived", "active", "1 Jan 2027"],
    [
      { text: "Payloads stay as received", href: "notes/payloads.html" },
      "the project",
      "attested",
      "active",
      "30 Dec 2026",
    ],
    ["preset short-mark", "public.orders.id and 2 more", "justified", "active", null],
  ]);
});
