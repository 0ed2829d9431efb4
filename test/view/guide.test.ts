import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readGuide } from "../../src/content/guide.ts";
import type { AppliedRule, RuleResult, Scorecard } from "../../src/model/scorecard.ts";
import { type Sentence, toPlainText } from "../../src/model/sentence.ts";
import { rules } from "../../src/rules/index.ts";
import { toScorecard } from "../../src/score/index.ts";
import { toGuidePage } from "../../src/view/guide-page.ts";
import { toGuideRule } from "../../src/view/guide-rules.ts";
import { toGuideSectionPage } from "../../src/view/guide-section-page.ts";
import { toRulePage } from "../../src/view/rule-page.ts";
import { type Site, toSite } from "../../src/view/site.ts";
import { paths } from "../../src/view/urls.ts";
import { aConfig } from "../support/catalog.ts";
import { aSmallSite, smallCatalog } from "../support/small-site.ts";

const NONE: RuleResult["subjects"] = { pass: 0, fail: 0, excused: 0, notAssessed: 0, notApplicable: 0 };

/** The small site with other results of one rule. */
function standing(verdicts: readonly RuleResult["verdict"][], project?: Partial<RuleResult>): unknown[] {
  const site = aSmallSite();
  const rule = { ...(site.rules.get("name-rule") as AppliedRule), scope: project ? "project" : "table" } as AppliedRule;
  const results = project
    ? [{ rule: rule.id, verdict: verdicts[0] as RuleResult["verdict"], reason: null, subjects: NONE, ...project }]
    : verdicts.map((verdict) => ({ rule: rule.id, verdict, reason: null, subjects: NONE }));
  const { standing: head, more, look } = toGuideRule({ ...site, resultsOf: () => results }, paths.guide, rule);
  return [head, more, look];
}

describe("how a database stands to a rule", () => {
  test.each([
    [[], ["nothing to check", [], null]],
    [
      ["n.a.", "n.a."],
      ["nothing to check", [], null],
    ],
    [
      ["pass", "pass", "n.a."],
      ["met by 2 tables", ["nothing to check in 1"], "met"],
    ],
    [
      ["pass", "waived"],
      ["met by 1 of 2 tables", ["1 waived"], "met"],
    ],
    [["justified"], ["justified in 1 table", [], "excused"]],
    [
      ["not assessed", "n.a."],
      ["not assessed", ["nothing to check in 1"], "unassessed"],
    ],
    [
      ["pass", "fail", "waived", "not assessed", "justified", "fail", "n.a."],
      ["fails on 2 of 6 tables", ["met by 1, 1 justified, 1 waived, 1 not assessed, nothing to check in 1"], "warning"],
    ],
  ] as const)("%j on tables: %j", (verdicts, said) => {
    expect(standing(verdicts)).toEqual(said);
  });

  test.each([
    ["pass", { subjects: { ...NONE, pass: 1 } }, ["met", [], "met"]],
    ["pass", { subjects: { ...NONE, pass: 3 } }, ["met by 3 columns", [], "met"]],
    ["fail", { subjects: { ...NONE, pass: 1, fail: 2, excused: 1 } }, ["fails on 2 of 4 columns", [], "warning"]],
    ["stale", { reason: ["attested in May"] }, ["expired", ["attested in May"], "warning"]],
    ["attested", { reason: ["attested by ", { code: "me" }] }, ["attested", ["by ", { code: "me" }], "met"]],
    ["waived", { reason: ["agreed"] }, ["waived", ["agreed"], "excused"]],
    ["not assessed", { reason: ["no server"] }, ["not assessed", ["no server"], "unassessed"]],
    ["n.a.", { reason: ["no ", { code: "x" }] }, ["nothing to check", ["no ", { code: "x" }], null]],
  ] as const)("%s of the project, %j: %j", (verdict, result, said) => {
    expect(standing([verdict], result as unknown as Partial<RuleResult>)).toEqual(said);
  });
});

test("a rule that no table could be assessed by says why", () => {
  const site = aSmallSite();
  const rule = site.rules.get("name-rule") as AppliedRule;
  const reason = ["no server was read"];
  const results = (["n.a.", "not assessed", "not assessed"] as const).map((verdict) => ({
    rule: rule.id,
    verdict,
    reason: verdict === "n.a." ? null : reason,
    subjects: NONE,
  }));
  expect(toGuideRule({ ...site, resultsOf: () => results }, paths.guide, rule)).toMatchObject({
    standing: "not assessed",
    more: ["no server was read", "; ", "nothing to check in 1"],
  });
});

/** A site with the whole registry and the guide that ships. */
async function theSite(off: readonly string[] = []): Promise<Site> {
  const config = aConfig({ title: "shop", rules: Object.fromEntries(off.map((id) => [id, { off: true }])) });
  const scorecard: Scorecard = toScorecard(smallCatalog, {
    rules,
    config,
    decisions: [],
    attestations: [],
    asOf: smallCatalog.generatedAt,
  });
  const guide = await readGuide(resolve(import.meta.dirname, "../../content/guide"));
  return toSite({ catalog: smallCatalog, scorecard, notes: [], rulePages: [], guide, config });
}

describe("the guide and the registry", async () => {
  const site = await theSite();
  const pages = site.guide.map((section) => toGuideSectionPage(site, section));
  const statements = pages.flatMap((page) => page.statements.map((statement) => ({ page, statement })));

  test("every rule of the guide stands under its statement, and there alone", () => {
    const shown = statements.flatMap(({ statement }) => statement.rules.map(({ text }) => [text, statement.number]));
    const guided = rules.filter(({ profile }) => profile === "guide");
    expect(shown.sort()).toEqual(guided.map(({ id, statement }) => [id, statement]).sort());
  });

  test("every rule's page leads back to the anchor of its statement, or to where the index lists it", () => {
    const anchors = new Set([
      ...statements.map(({ page, statement }) => `../${page.frame.path}#${statement.id}`),
      ...toGuidePage(site).others.map(({ id }) => `../guide/index.html#${id}`),
    ]);
    const leads = rules.map(({ id }) => ({ id, href: toRulePage(site, id).crumbs.at(-1)?.href ?? "" }));
    expect(leads.filter(({ href }) => !anchors.has(href))).toEqual([]);
  });

  test("the index lists every statement and contradiction, each by its anchor", () => {
    const index = toGuidePage(site);
    expect(index.sections.flatMap((section) => section.statements.map(({ href }) => `guide/${href}`))).toEqual(
      statements.map(({ page, statement }) => `${page.frame.path}#${statement.id}`),
    );
    const placed = statements.flatMap(({ page, statement }) =>
      statement.contradictions.map(({ number, id }) => [number, `${page.frame.path}#${id}`, statement.number]),
    );
    expect(
      index.contradictions.map(({ number, href, statement }) => [number, `guide/${href}`, statement]).sort(),
    ).toEqual(placed.sort());
  });

  test("a statement whose rules are all turned off says so", async () => {
    const without = await theSite(["pk-uuid", "pk-uuid-default"]);
    const page = toGuideSectionPage(without, without.guide[1] as Site["guide"][number]);
    expect(page.statements.find(({ number }) => number === "2.3")).toMatchObject({
      rules: [],
      noRule: "pk-uuid and pk-uuid-default are turned off in the configuration.",
    });
  });

  test("the statement that sums others up, the rule's page and the scorecard say the same", () => {
    const result = site.scorecard.project.find(({ rule }) => rule === "gp-design-goals") as RuleResult;
    const said = toPlainText(result.reason as Sentence);
    expect(
      toGuidePage(site)
        .sections.slice(1, 5)
        .map(({ standing }) => standing.replace(/^.*, /, "")),
    ).toEqual([...said.matchAll(/\d+%/g)].map(([share]) => `${share} of points met`));
    const shown = statements.find(({ statement }) => statement.number === "1.4")?.statement.rules;
    expect(shown?.map(({ text, standing, more, look }) => ({ text, standing, more, look }))).toEqual([
      { text: "gp-design-goals", standing: "summed up", more: [said], look: null },
    ]);
    expect(toRulePage(site, "gp-design-goals").facts).toEqual([{ label: "Here", value: [said] }]);
  });

  test("the sections that are summed up are called what the guide calls them", () => {
    const sections = site.guide.map(({ number }) => ({ number, share: number }));
    const sumUp = rules.flatMap((rule) => (rule.scope === "project" ? (rule.sumUp?.(sections) ?? []) : []));
    const titled = site.guide.slice(1, 5).map(({ number, title }) => `${title.toLowerCase()} ${number}%`);
    expect(sumUp).toEqual([`points met: ${titled.join(", ")}`]);
  });
});
