import { expect, test } from "vitest";
import { fail } from "../../src/model/own-rule.ts";
import { notAssessed } from "../../src/model/rule.ts";
import { aRule, aRuleSaying } from "../support/fake-rules.ts";
import { blocksOf, factsOf, markdownOf, pageOf } from "../support/pages.ts";
import { aSmallSite } from "../support/small-site.ts";

const overview = { page: "overview" } as const;

test("the overview shows each of the three scores that has something to assess, with its coverage", () => {
  const besides = [
    aRule("atomic-rule", { score: "migrations", severity: "high" }),
    aRuleSaying("named-rule", fail(["It says nothing."]), { score: "migrations", severity: "low" }),
    aRuleSaying("unseen-rule", notAssessed(["nobody looked"]), { score: "operations", severity: "critical" }),
  ];
  const site = aSmallSite({ besides });
  const page = pageOf(site, overview);
  const all = { style: "small", text: ["100% assessed"] };
  expect(factsOf(page)).toEqual([
    { label: "Tables", value: [{ grade: "B" }, " 84 of 100", " ", all] },
    { label: "Migrations", value: [{ grade: "B" }, " 85 of 100", " ", all] },
    { label: "Operations", value: ["unrated", " ", { style: "small", text: ["9% assessed"] }] },
  ]);
  const [fold] = blocksOf(page, "fold");
  expect(fold?.body.slice(-2)).toEqual([
    { kind: "paragraph", look: "label", text: ["Operations"] },
    {
      kind: "list",
      look: "plain",
      items: [
        "Score: 100 × 3 / (3 + 0) = 100, points met over points judged, rounded down.",
        "Assessed: 100 × 3 / (3 + 30) = 9%. Waived or justified rules weigh 0 and count neither way; 30 could not be assessed.",
        "Unrated: less than 60% could be assessed.",
      ].map((line) => ({ parts: [[line]] })),
    },
  ]);
  expect(markdownOf(site, overview)).toContain(
    "- Tables: B 84 of 100 (100% assessed)\n- Migrations: B 85 of 100 (100% assessed)\n- Operations: unrated (9% assessed)\n",
  );
  expect(factsOf(pageOf(aSmallSite(), overview)).map(({ label }) => label)).toEqual(["Tables", "Operations"]);
});
