/** Findings about other things than tables: kind and name, and a link where the thing has a page. */
import { describe, expect, test } from "vitest";
import type { AppliedRule, Finding, FindingSubject } from "../../src/model/scorecard.ts";
import { toFindingsPage } from "../../src/view/findings-page.ts";
import { toStepPage } from "../../src/view/migration-pages.ts";
import { toRelationPage } from "../../src/view/relation-page.ts";
import { toRulePage } from "../../src/view/rule-page.ts";
import { toSchemaPage } from "../../src/view/schema-page.ts";
import { type Site, toSite } from "../../src/view/site.ts";
import { toFindingsTwin, toRuleTwin, toSchemaTwin, toStepTwin } from "../../src/view/twins/page-twins.ts";
import { aSmallSite } from "../support/small-site.ts";

const ROLE = { schema: null, relation: null, kind: "role", name: "app" };
const SCHEMA = { schema: "public", relation: null, kind: "schema", name: "public" };
const FUNCTION = { schema: "Sales Dept", relation: null, kind: "function", name: "total(integer)" };
const VIEW = { schema: "Sales Dept", relation: "index", kind: "view", name: "index" };
const STEP = { schema: null, relation: null, kind: "migration", name: "0002" };
const PROJECT = { schema: null, relation: null, kind: "project", name: "project" };

/** The small site with a rule about the project that fails on the subjects given. */
function failingOn(...subjects: FindingSubject[]): Site {
  const site = aSmallSite();
  const rule: AppliedRule = {
    ...(site.rules.get("holds-rule") as AppliedRule),
    id: "wide-rule",
    scope: "project",
    subjects: "things",
    score: "operations",
  };
  const findings = subjects.map(
    (subject, index): Finding => ({
      rule: rule.id,
      severity: rule.severity,
      verdict: "fail",
      subject,
      message: [`It is wrong with the ${subject.kind}.`],
      evidence: [],
      remedy: null,
      fingerprint: `wide-rule||${index}`,
      waiverKey: subject.name,
      waiver: null,
      origin: null,
    }),
  );
  const { operations } = site.scorecard.scores;
  const counted = { pass: 1, fail: subjects.length, excused: 0, notAssessed: 0, notApplicable: 0 };
  return toSite({
    ...site,
    scorecard: {
      ...site.scorecard,
      scores: { ...site.scorecard.scores, operations: { ...operations, points: { ...operations.points, fail: 10 } } },
      rules: [...site.scorecard.rules, rule],
      findings: [...findings, ...site.scorecard.findings],
      project: [...site.scorecard.project, { rule: rule.id, verdict: "fail", reason: null, subjects: counted }],
    },
  });
}

const all = failingOn(ROLE, SCHEMA, FUNCTION, VIEW, STEP, PROJECT);

test("the rule's page says kind and name, with a link to the finding where there is a page", () => {
  const page = toRulePage(all, "wide-rule");
  expect(page.rows.map(({ where, part, rise }) => [where, part, rise])).toEqual([
    [
      ["migration ", { text: "0002 add payload", href: "../migrations/0002.html#finding~wide-rule~migration~0002" }],
      "",
      "+76.9",
    ],
    [["role ", { code: "app" }], "", null],
    [["the project"], "", null],
    [
      [
        "function ",
        {
          code: '"Sales Dept".total(integer)',
          href: "../schemas/~53ales~20~44ept/index.html#finding~wide-rule~function~total~28integer~29",
        },
      ],
      "",
      null,
    ],
    [
      [{ code: '"Sales Dept".index', href: "../schemas/~53ales~20~44ept/~69ndex.html#finding~wide-rule~view~~69ndex" }],
      "view",
      null,
    ],
    [["schema ", { code: "public", href: "../schemas/public/index.html#finding~wide-rule~schema~public" }], "", null],
  ]);
  expect(page.places).toBe("Where");
  expect(page.facts[0]).toEqual({ label: "Here", value: ["fails on 6 of 7 things"], alarming: true });
  expect(toRuleTwin(page)).toContain("| migration [0002 add payload](../migrations/0002.md) |");
});

describe("the page that a finding's link leads to", () => {
  const anchors = (parts: { findings: { groups: { items: { anchor: string }[] }[] } }) =>
    parts.findings.groups.flatMap(({ items }) => items.map(({ anchor }) => anchor));

  test("shows it, of a schema and of what stands in one", () => {
    expect(anchors(toSchemaPage(all, "public"))).toEqual(["finding~wide-rule~schema~public"]);
    const sales = toSchemaPage(all, "Sales Dept");
    expect(anchors(sales)).toEqual(["finding~wide-rule~function~total~28integer~29"]);
    expect(sales.frame.contents[0]).toEqual({ text: "Findings", href: "#findings", count: 1 });
    expect(sales.facts[0]).toMatchObject({ label: "Findings", value: [{ text: "2" }] });
    expect(toSchemaTwin(sales)).toContain(
      "## Findings\n\n**Error**, [wide-rule](../../rules/wide-rule.md): It matters.\n\n- It is wrong with the function.",
    );
  });

  test("shows it, of a view", () => {
    const view = all.relations.find(({ name }) => name === "index") as Site["relations"][number];
    expect(anchors(toRelationPage(all, view))).toEqual(["finding~wide-rule~view~~69ndex"]);
  });

  test("shows it, of a migration", () => {
    const [first, second] = all.catalog.history.map((step) => toStepPage(all, step)) as [
      ReturnType<typeof toStepPage>,
      ReturnType<typeof toStepPage>,
    ];
    expect([anchors(first), anchors(second)]).toEqual([[], ["finding~wide-rule~migration~0002"]]);
    expect(toStepTwin(second)).toContain(
      "## Findings\n\n**Error**, [wide-rule](../rules/wide-rule.md): It matters.\n\n- It is wrong with the migration.",
    );
  });
});

describe("the page of findings", () => {
  test("lists by rule what has a place, and the project as a whole below", () => {
    const page = toFindingsPage(all);
    expect(page.rules[0]).toMatchObject({ id: "wide-rule", standing: "5 places", places: "Places" });
    expect(page.project.map(({ rule, items }) => [rule.id, items.map(({ message }) => message)])).toEqual([
      ["wide-rule", [["It is wrong with the project."]]],
    ]);
  });

  test("names the kind where there is one only", () => {
    const roles = toFindingsPage(failingOn(ROLE, { ...ROLE, name: "report" }));
    expect(roles.rules[0]).toMatchObject({
      standing: "2 roles",
      places: "Roles",
      rows: [{ where: ["role ", { code: "app" }] }, { where: ["role ", { code: "report" }] }],
    });
    expect(toFindingsTwin(roles)).toContain("- role `app`: It is wrong with the role.");
    expect(toFindingsPage(failingOn(VIEW)).rules[0]).toMatchObject({ standing: "1 in 1 view", places: "Views" });
  });
});

test("of a migration, schema or function that the catalog has not, only the name is shown", () => {
  const gone = failingOn(
    { ...STEP, name: "0009" },
    { ...SCHEMA, schema: "old", name: "old" },
    { ...FUNCTION, schema: "old" },
  );
  expect(toRulePage(gone, "wide-rule").rows.map(({ where }) => where)).toEqual([
    ["migration ", { code: "0009" }],
    ["schema ", { code: "old" }],
    ["function ", { code: "old.total(integer)" }],
  ]);
});
