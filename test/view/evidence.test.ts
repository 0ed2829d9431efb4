import { expect, test } from "vitest";
import type { Relation } from "../../src/model/relation.ts";
import { fail, pass } from "../../src/model/rule.ts";
import { say } from "../../src/model/sentence.ts";
import { toFindingGroups } from "../../src/view/finding-groups.ts";
import { toRelationPage } from "../../src/view/relation-page.ts";
import { toFindingText } from "../../src/view/twins/relation-twin.ts";
import { aRule } from "../support/fake-rules.ts";
import { aSmallSite } from "../support/small-site.ts";

const rule = aRule("shown-rule", {
  find: (table) => table.columns,
  judge: ({ name }) => {
    if (name !== "id" && name !== "user_id") return pass;
    const statement = { name: "statement", value: `SELECT \`${name}\` <b>` };
    // The message tells the column; of a part of its name it tells nothing, nor of a number that it happens to hold.
    return fail([...say`${name}`, " and 2 more are wrong."], {
      facts: [statement, { name: "column", value: name }, { name: "mode", value: "i" }, { name: "line", value: "2" }],
    });
  },
});
const site = aSmallSite({ besides: [rule] });
const orders = site.catalog.relations.find(({ name }) => name === "orders") as Relation;

const factsOf = (name: string) => [
  { name: "statement", value: `SELECT \`${name}\` <b>` },
  { name: "mode", value: "i" },
  { name: "line", value: "2" },
];

test("a group shows what its messages leave unsaid, by the subject where they are several", () => {
  const { groups } = toRelationPage(site, orders).findings;
  const [group] = groups.filter((each) => each.rule.id === "shown-rule");
  expect(group?.evidence).toEqual([
    { about: "id", facts: factsOf("id") },
    { about: "user_id", facts: factsOf("user_id") },
  ]);
});

test("alone it needs no name, and its twin has it as code", () => {
  const findings = site.scorecard.findings.filter((each) => each.rule === "shown-rule" && each.subject.name === "id");
  const [group] = toFindingGroups(site, "schemas/public/orders.html", findings.slice(0, 1));
  expect(group?.evidence).toEqual([{ about: null, facts: factsOf("id") }]);
  expect(toFindingText(group as NonNullable<typeof group>).split("\n\n")).toEqual([
    "**Warning**, [shown-rule](../../rules/shown-rule.md): It matters.",
    "- `id` and 2 more are wrong.",
    "Evidence:",
    "- statement: ``SELECT `id` <b>``\n- mode: `i`\n- line: `2`",
  ]);
});
