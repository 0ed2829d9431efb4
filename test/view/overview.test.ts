import { expect, test } from "vitest";
import { fail, notAssessed } from "../../src/model/rule.ts";
import { toOverviewPage } from "../../src/view/overview-page.ts";
import { toOverviewTwin } from "../../src/view/twins/page-twins.ts";
import { aRule, aRuleSaying } from "../support/fake-rules.ts";
import { aSmallSite } from "../support/small-site.ts";

test("the overview shows each of the three scores that has something to assess, with its coverage", () => {
  const besides = [
    aRule("atomic-rule", { score: "migrations", severity: "high" }),
    aRuleSaying("named-rule", fail(["It says nothing."]), { score: "migrations", severity: "low" }),
    aRuleSaying("unseen-rule", notAssessed(["nobody looked"]), { score: "operations", severity: "critical" }),
  ];
  const page = toOverviewPage(aSmallSite({ besides }));
  expect(page.scores).toEqual([
    { name: "Tables", grade: "B", standing: "84 of 100", assessed: "100% assessed" },
    { name: "Migrations", grade: "B", standing: "85 of 100", assessed: "100% assessed" },
    { name: "Operations", grade: null, standing: "unrated", assessed: "9% assessed" },
  ]);
  expect(page.arithmetic.at(-1)).toEqual({
    name: "Operations",
    lines: [
      "Score: 100 × 3 / (3 + 0) = 100, points met over points judged, rounded down.",
      "Assessed: 100 × 3 / (3 + 30) = 9%. Waived or justified rules weigh 0 and count neither way; 30 could not be assessed.",
      "Unrated: less than 60% could be assessed.",
    ],
  });
  expect(toOverviewTwin(page)).toContain(
    "- Tables: B, 84 of 100, 100% assessed\n- Migrations: B, 85 of 100, 100% assessed\n- Operations: unrated, 9% assessed\n",
  );
  expect(toOverviewPage(aSmallSite()).scores.map(({ name }) => name)).toEqual(["Tables", "Operations"]);
});
