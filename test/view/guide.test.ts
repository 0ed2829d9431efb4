import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readGuide } from "../../src/content/guide.ts";
import type { AppliedRule, RuleResult, Scorecard } from "../../src/model/scorecard.ts";
import { type Sentence, toPlainText } from "../../src/model/sentence.ts";
import { rules } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import type { Section } from "../../src/view/page.ts";
import { outcomeOf } from "../../src/view/parts/guide-rules.ts";
import { indexSite, type Site } from "../../src/view/site.ts";
import { type Link, type Prose, plainText } from "../../src/view/text.ts";
import type { Address, Target } from "../../src/view/urls.ts";
import { aConfig } from "../support/catalog.ts";
import { blocksOf, factsOf, pageOf } from "../support/pages.ts";
import { aSmallSite, smallCatalog } from "../support/small-site.ts";

const NONE: RuleResult["subjects"] = { pass: 0, fail: 0, excused: 0, notAssessed: 0, notApplicable: 0 };

/** The small site with other results of one rule. */
function outcome(verdicts: readonly RuleResult["verdict"][], project?: Partial<RuleResult>): unknown[] {
  const site = aSmallSite();
  const rule = { ...(site.rules.get("name-rule") as AppliedRule), scope: project ? "project" : "table" } as AppliedRule;
  const results = project
    ? [{ rule: rule.id, verdict: verdicts[0] as RuleResult["verdict"], reason: null, subjects: NONE, ...project }]
    : verdicts.map((verdict) => ({ rule: rule.id, verdict, reason: null, subjects: NONE }));
  const { summary, more, look } = outcomeOf({ ...site, resultsOf: () => results }, rule);
  return [summary, more, look];
}

describe("what became of a rule in a database", () => {
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
    expect(outcome(verdicts)).toEqual(said);
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
    expect(outcome([verdict], result as unknown as Partial<RuleResult>)).toEqual(said);
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
  expect(outcomeOf({ ...site, resultsOf: () => results }, rule)).toEqual({
    summary: "not assessed",
    more: ["no server was read", "; ", "nothing to check in 1"],
    look: "unassessed",
  });
});

/** A site with the whole registry and the guide that ships. */
async function theSite(off: readonly string[] = []): Promise<Site> {
  const config = aConfig({ title: "shop", rules: Object.fromEntries(off.map((id) => [id, { off: true }])) });
  const scorecard: Scorecard = buildScorecard(smallCatalog, {
    rules,
    config,
    decisions: [],
    attestations: [],
    asOf: smallCatalog.generatedAt,
  });
  const guide = await readGuide(resolve(import.meta.dirname, "../../content/guide"));
  return indexSite({ catalog: smallCatalog, scorecard, notes: [], rulePages: [], guide, config });
}

/** The code of a list's line, where its second or first part is code: a rule, a statement. */
function codeOf(part: Prose | undefined): { code: string; to: Target } {
  return part?.[0] as { code: string; to: Target };
}

describe("the guide and the registry", async () => {
  const site = await theSite();
  const index = pageOf(site, { page: "guide" });
  const statements = site.guide.flatMap((section) => {
    const address: Address = { page: "guide section", section: section.number };
    return blocksOf(pageOf(site, address), "section")
      .filter(({ look }) => look === "statement")
      .map((statement) => ({ address, statement }));
  });
  const rulesOf = (statement: Section) =>
    blocksOf(statement, "list")
      .filter(({ look }) => look === "rules")
      .flatMap(({ items }) => items);
  const places = (look: Section["look"]) =>
    statements.flatMap(({ address, statement }) =>
      [statement, ...blocksOf(statement, "section")]
        .filter((section) => section.look === look)
        .map(({ anchor }) => ({ ...address, anchor })),
    );

  test("every rule of the guide stands under its statement, and there alone", () => {
    const shown = statements.flatMap(({ statement }) =>
      rulesOf(statement).map(({ parts }) => [codeOf(parts[1]).code, statement.number]),
    );
    const guided = rules.filter(({ profile }) => profile === "guide");
    expect(shown.sort()).toEqual(guided.map(({ id, statement }) => [id, statement]).sort());
  });

  test("every rule's page leads back to the anchor of its statement, or to where the index lists it", () => {
    const others = blocksOf(index, "section").map(({ anchor }) => ({ page: "guide", anchor }));
    const there = new Set([...places("statement"), ...others].map((target) => JSON.stringify(target)));
    const leads = rules.map(({ id }) => pageOf(site, { page: "rule", rule: id }).crumbs.at(-1));
    const lost = leads.filter((link) => !there.has(JSON.stringify((link as Link).to)));
    expect(lost).toEqual([]);
  });

  test("the index lists every statement and contradiction, each by its anchor", () => {
    const lines = blocksOf(index, "list")
      .filter(({ look }) => look === "statements")
      .flatMap(({ items }) => items.map(({ parts }) => codeOf(parts[0]).to));
    expect(lines.slice(0, statements.length)).toEqual(places("statement"));
    const sorted = (targets: readonly Target[]) => targets.map((target) => JSON.stringify(target)).sort();
    expect(sorted(lines.slice(statements.length))).toEqual(sorted(places("contradiction")));
  });

  test("a statement whose rules are all turned off says so", async () => {
    const without = await theSite(["pk-uuid", "pk-uuid-default"]);
    const page = pageOf(without, { page: "guide section", section: 2 });
    const statement = blocksOf(page, "section").find(({ number }) => number === "2.3") as Section;
    expect(rulesOf(statement)).toEqual([]);
    expect(blocksOf(statement, "paragraph").map(({ text }) => text)).toContainEqual([
      "No rule: pk-uuid and pk-uuid-default are turned off in the configuration.",
    ]);
  });

  test("the statement that sums others up, the rule's page and the scorecard say the same", () => {
    const result = site.scorecard.project.find(({ rule }) => rule === "gp-design-goals") as RuleResult;
    const said = toPlainText(result.reason as Sentence);
    const notes = blocksOf(index, "section").map(({ note }) => plainText(note ?? []));
    expect(notes.slice(1, 5).map((note) => note.replace(/^.*, /, ""))).toEqual(
      [...said.matchAll(/\d+%/g)].map(([share]) => `${share} of points met`),
    );
    const shown = statements.find(({ statement }) => statement.number === "1.4")?.statement as Section;
    expect(rulesOf(shown).map(({ parts }) => [parts[0], codeOf(parts[1]).code, parts[4]])).toEqual([
      [
        [{ cell: null }],
        "gp-design-goals",
        [{ style: "result", text: ["summed up", " ", { style: "small", text: [said] }] }],
      ],
    ]);
    expect(factsOf(pageOf(site, { page: "rule", rule: "gp-design-goals" }))).toEqual([
      { label: "Here", value: [said] },
    ]);
  });

  test("the sections that are summed up are called what the guide calls them", () => {
    const sections = site.guide.map(({ number }) => ({ number, share: number }));
    const sumUp = rules.flatMap((rule) => (rule.scope === "project" ? (rule.sumUp?.(sections) ?? []) : []));
    const titled = site.guide.slice(1, 5).map(({ number, title }) => `${title.toLowerCase()} ${number}%`);
    expect(sumUp).toEqual([`points met: ${titled.join(", ")}`]);
  });
});
