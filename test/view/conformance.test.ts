import { expect, test } from "vitest";
import { fail } from "../../src/model/own-rule.ts";
import { notAssessed } from "../../src/model/rule.ts";
import { buildMatrix } from "../../src/view/parts/matrix.ts";
import { aRuleSaying } from "../support/fake-rules.ts";
import { blocksOf, groupsOf, htmlOf, markdownOf, pageOf, ruleOf, sectionOf } from "../support/pages.ts";
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
const orders = { page: "relation", schema: "public", name: "orders" } as const;

test("a failure is told by its rule's level: error, warning, for information", () => {
  const [strip] = blocksOf(pageOf(site, orders), "strip");
  const cell = { reason: null, title: "It holds." };
  const finding = (rule: string) => ({ ...orders, anchor: `finding~${rule}~table~orders` });
  expect(strip?.groups.find(({ name }) => name === "Security")).toEqual({
    name: "Security",
    tally: "0/3",
    cells: [
      { ...cell, look: "error", to: finding("error-rule"), rule: "error-rule", verdict: "error" },
      { ...cell, look: "warning", to: finding("warning-rule"), rule: "warning-rule", verdict: "warning" },
      { ...cell, look: "information", to: finding("info-rule"), rule: "info-rule", verdict: "for information" },
      {
        ...cell,
        look: "unassessed",
        to: { page: "rule", rule: "unseen-rule" },
        rule: "unseen-rule",
        verdict: "not assessed",
        reason: "nobody looked",
      },
    ],
  });
  expect(htmlOf(site, orders)).toContain(
    '<a href="../../rules/unseen-rule.html" aria-label="unseen-rule, not assessed: nobody looked"><i class="cell unassessed"></i>',
  );
  expect(markdownOf(site, orders)).toContain(
    "- Security 0/3: error-rule error, warning-rule warning, info-rule for information, unseen-rule not assessed (nobody looked)\n",
  );
  const lines = blocksOf(sectionOf(pageOf(site, { page: "guide" }), "section-3"), "list")
    .flatMap(({ items }) => items)
    .flatMap(({ items = [] }) => items.map(({ parts }) => parts.slice(0, 2).flat()));
  expect(lines).toContainEqual([
    { cell: "information" },
    { code: "info-rule", to: { page: "rule", rule: "info-rule" } },
  ]);
});

test("each look has a shape of its own in the matrix, whatever its colour", () => {
  const row = buildMatrix(site)?.rows.find(({ name }) => name === "public.orders");
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
  const line = "4 errors, 5 warnings, 3 for information, 2 waived or justified";
  expect(blocksOf(pageOf(site, { page: "findings" }), "paragraph")[0]?.text).toEqual([
    { counted: { look: "error", text: "4 errors" } },
    ", ",
    { counted: { look: "warning", text: "5 warnings" } },
    ", ",
    { counted: { look: "information", text: "3 for information" } },
    ", ",
    { counted: { look: "excused", text: "2 waived or justified" } },
  ]);
  expect(htmlOf(site, { page: "findings" })).toContain('<span class="is-information">3 for information</span>');
  expect(markdownOf(site, { page: "overview" })).toContain(`[14 findings](findings.md): ${line}.\n`);
  expect(markdownOf(site, { page: "findings" })).toContain(`${line}\n`);
});

test("a finding for information is marked as such, and is no warning", () => {
  const group = groupsOf(sectionOf(pageOf(site, orders), "findings")).find((each) => ruleOf(each) === "info-rule");
  expect(group?.tag).toEqual({ look: "information", text: "Info" });
  expect(markdownOf(site, orders)).toContain("**Info**, [info-rule](../../rules/info-rule.md): It matters.");
});
