import { expect, test } from "vitest";
import type { Relation } from "../../src/model/relation.ts";
import { fail, pass } from "../../src/model/rule.ts";
import { toFindingGroups } from "../../src/view/finding-groups.ts";
import { toRelationPage } from "../../src/view/relation-page.ts";
import { toFindingText } from "../../src/view/twins/relation-twin.ts";
import { aRule } from "../support/fake-rules.ts";
import { aSmallSite } from "../support/small-site.ts";

const rule = aRule("shown-rule", {
  find: (table) => table.columns,
  judge: ({ name }) =>
    name === "id" || name === "user_id"
      ? fail([`${name} is wrong.`], { facts: [{ name: "statement", value: `SELECT \`${name}\` <b>` }] })
      : pass,
});
const site = aSmallSite({ besides: [rule] });
const orders = site.catalog.relations.find(({ name }) => name === "orders") as Relation;

test("a group shows what the catalog says for each of its findings, by the subject where they are several", () => {
  const { groups } = toRelationPage(site, orders).findings;
  const [group] = groups.filter((each) => each.rule.id === "shown-rule");
  expect(group?.evidence).toEqual([
    { about: "id", facts: [{ name: "statement", value: "SELECT `id` <b>" }] },
    { about: "user_id", facts: [{ name: "statement", value: "SELECT `user_id` <b>" }] },
  ]);
});

test("alone it needs no name, and its twin has it as code", () => {
  const findings = site.scorecard.findings.filter((each) => each.rule === "shown-rule" && each.subject.name === "id");
  const [group] = toFindingGroups(site, "schemas/public/orders.html", findings.slice(0, 1));
  expect(group?.evidence).toEqual([{ about: null, facts: [{ name: "statement", value: "SELECT `id` <b>" }] }]);
  expect(toFindingText(group as NonNullable<typeof group>).split("\n\n")).toEqual([
    "**Warning**, [shown-rule](../../rules/shown-rule.md): It matters.",
    "- id is wrong.",
    "Evidence:",
    "- statement: ``SELECT `id` <b>``",
  ]);
});
