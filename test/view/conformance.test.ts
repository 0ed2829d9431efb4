import { expect, test } from "vitest";
import type { Relation } from "../../src/model/relation.ts";
import { fail, notAssessed } from "../../src/model/rule.ts";
import type { RelationScore } from "../../src/model/scorecard.ts";
import { toConformance } from "../../src/view/conformance.ts";
import { toFindingsPage } from "../../src/view/findings-page.ts";
import { toGuidePage } from "../../src/view/guide-page.ts";
import { toMatrix } from "../../src/view/matrix.ts";
import { toOverviewPage } from "../../src/view/overview-page.ts";
import { toRelationPage } from "../../src/view/relation-page.ts";
import { toFindingsTwin, toOverviewTwin } from "../../src/view/twins/page-twins.ts";
import { toRelationTwin } from "../../src/view/twins/relation-twin.ts";
import { paths } from "../../src/view/urls.ts";
import { aRuleSaying } from "../support/fake-rules.ts";
import { aSmallSite } from "../support/small-site.ts";

const at = { group: "Security", statement: "3.1" } as const;
const site = aSmallSite({
  besides: [
    aRuleSaying("error-rule", fail(["It fails."]), { ...at, severity: "high" }),
    aRuleSaying("warning-rule", fail(["It fails."]), { ...at, severity: "low" }),
    aRuleSaying("info-rule", fail(["It fails."]), { ...at, severity: "info" }),
    aRuleSaying("unseen-rule", notAssessed(["nobody looked"]), at),
  ],
});
const orders = site.catalog.relations.find(({ name }) => name === "orders") as Relation;

test("a failure is told by its rule's level: error, warning, for information", () => {
  const { strip } = toConformance(site, paths.relation("public", "orders"), site.scoreOf(orders) as RelationScore);
  expect(strip.find(({ name }) => name === "Security")).toEqual({
    name: "Security",
    tally: "0/3",
    cells: [
      { look: "error", href: "#finding~error-rule~table~orders", label: "error-rule, error: It holds." },
      { look: "warning", href: "#finding~warning-rule~table~orders", label: "warning-rule, warning: It holds." },
      { look: "information", href: "#finding~info-rule~table~orders", label: "info-rule, for information: It holds." },
      { look: "unassessed", href: "../../rules/unseen-rule.html", label: "unseen-rule, not assessed: nobody looked" },
    ],
  });
  const lines = toGuidePage(site).sections.flatMap(({ statements }) => statements.flatMap(({ rules }) => rules));
  expect(lines.filter(({ text }) => text.endsWith("o-rule")).map(({ look }) => look)).toEqual(["information"]);
});

test("each look has a shape of its own in the matrix, whatever its colour", () => {
  const row = toMatrix(site, paths.overview)?.rows.find(({ name }) => name === "public.orders");
  // A cell of each look, moved to the left edge.
  const shapes = (row?.paths ?? []).map(({ look, path }) => {
    const cell = path.slice(0, path.indexOf("z") + 1);
    return [look, cell.replace(/^M[\d.]+/, "M0").replaceAll(/(?<=[LH])[\d.]+/g, "0")] as const;
  });
  expect(shapes.map(([look]) => look).sort()).toEqual([
    "error",
    "excused",
    "information",
    "met",
    "unassessed",
    "warning",
  ]);
  expect(new Set(shapes.map(([, shape]) => shape)).size).toBe(6);
  expect(shapes.find(([look]) => look === "information")?.[1]).toBe("M0 11l7.5 -6.5l7.5 6.5l-7.5 6.5z");
});

test("what is for information is counted apart, on the pages and in their Markdown", () => {
  const counts = [
    { look: "error", text: "4 errors" },
    { look: "warning", text: "5 warnings" },
    { look: "information", text: "3 for information" },
    { look: "excused", text: "2 waived or justified" },
  ];
  const overview = toOverviewPage(site);
  const findings = toFindingsPage(site);
  expect([overview.counts, findings.counts]).toEqual([counts, counts]);
  const line = "4 errors, 5 warnings, 3 for information, 2 waived or justified.";
  expect(toOverviewTwin(overview)).toContain(`[14 findings](findings.md): ${line}\n`);
  expect(toFindingsTwin(findings)).toContain(`# Findings\n\n${line}\n`);
});

test("a finding for information is marked as such, and is no warning", () => {
  const page = toRelationPage(site, orders);
  expect(page.findings.groups.find(({ rule }) => rule.id === "info-rule")?.tag).toEqual({
    look: "information",
    text: "Info",
  });
  expect(toRelationTwin("public", page)).toContain("**Info**, [info-rule](../../rules/info-rule.md): It matters.");
});
