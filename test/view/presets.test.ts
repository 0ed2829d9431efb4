import { expect, test } from "vitest";
import { fail } from "../../src/model/own-rule.ts";
import { pass } from "../../src/model/rule.ts";
import { aRule } from "../support/fake-rules.ts";
import { blocksOf, groupsOf, pageOf, ruleOf, sectionOf } from "../support/pages.ts";
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

test("a relation's page shows what a preset excuses in one group, says which preset and why, and offers no remedy", () => {
  const page = pageOf(site, { page: "relation", schema: "public", name: "orders" });
  const own = groupsOf(sectionOf(page, "findings")).filter((group) => ruleOf(group) === "limited-rule");
  expect(
    own.map(({ tag, messages, status, remedy }) => [tag.text, messages.map(({ text }) => text), status, remedy]),
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
  const [table] = blocksOf(sectionOf(pageOf(site, { page: "findings" }), "waivers"), "table");
  const note = { text: "Payloads stay as received", to: { page: "note", slug: "payloads" } };
  const rule = (id: string) => ({ text: id, to: { page: "rule", rule: id } });
  expect(table?.rows.map(({ cells }) => cells)).toEqual([
    [
      [rule("column-rule")],
      [{ code: "public.orders.payload" }],
      ["justified"],
      ["1 Mar 2027"],
      [note, ": The sender owns the form of the message"],
    ],
    [
      [rule("name-rule")],
      [{ code: "public.orders" }],
      ["waived"],
      ["1 Jan 2027"],
      ["comment", ": agreed with the customer"],
    ],
    [[rule("restore-rule")], ["the project"], ["attested"], ["30 Dec 2026"], [note]],
    [
      [rule("limited-rule")],
      [{ code: "public.orders.id" }, " and 2 more"],
      ["justified"],
      [],
      ["preset short-mark", ": Marks are short"],
    ],
  ]);
});
