/** Findings about other things than tables: kind and name, and a link where the thing has a page. */
import { describe, expect, test } from "vitest";
import type { AppliedRule, Finding, FindingSubject } from "../../src/model/scorecard.ts";
import type { Section } from "../../src/view/page.ts";
import { indexSite, type Site } from "../../src/view/site.ts";
import type { Address } from "../../src/view/urls.ts";
import { blocksOf, factsOf, groupsOf, htmlOf, markdownOf, pageOf, ruleOf, sectionOf } from "../support/pages.ts";
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
      noRemedy: "it is an example",
      fingerprint: `wide-rule||${index}`,
      waiverKey: subject.name,
      waiver: null,
      origin: null,
    }),
  );
  const { operations } = site.scorecard.scores;
  const counted = { pass: 1, fail: subjects.length, excused: 0, notAssessed: 0, notApplicable: 0 };
  return indexSite({
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
const rulePage = { page: "rule", rule: "wide-rule" } as const;
const findingsPage = { page: "findings" } as const;

/** The cells of the table of failures on the rule's page. */
function failuresOf(site: Site) {
  return blocksOf(sectionOf(pageOf(site, rulePage), "failures"), "table")[0];
}

test("the rule's page says kind and name, with a link to the finding where there is a page", () => {
  const anchor = (kind: string, name: string) => `finding~wide-rule~${kind}~${name}`;
  const table = failuresOf(all);
  expect(table?.rows.map(({ cells }) => [cells[0], cells[1], cells[4]])).toEqual([
    [
      [
        "migration ",
        {
          text: "0002 add payload",
          to: { page: "migration", version: "0002", anchor: anchor("migration", "0002") },
        },
      ],
      [],
      ["+76.9"],
    ],
    [["role ", { code: "app" }], [], []],
    [["the project"], [], []],
    [
      [
        "function ",
        {
          code: '"Sales Dept".total(integer)',
          to: { page: "schema", schema: "Sales Dept", anchor: anchor("function", "total~28integer~29") },
        },
      ],
      [],
      [],
    ],
    [
      [
        {
          code: '"Sales Dept".index',
          to: { page: "relation", schema: "Sales Dept", name: "index", anchor: anchor("view", "~69ndex") },
        },
      ],
      [{ code: "view" }],
      [],
    ],
    [
      ["schema ", { code: "public", to: { page: "schema", schema: "public", anchor: anchor("schema", "public") } }],
      [],
      [],
    ],
  ]);
  expect(Object.keys(table?.columns ?? {})[0]).toBe("Where");
  expect(factsOf(pageOf(all, rulePage))[0]).toEqual({
    label: "Here",
    value: ["fails on 6 of 7 things"],
    alarming: true,
  });
  expect(htmlOf(all, rulePage)).toContain(
    '<a class="mono" href="../schemas/~53ales~20~44ept/index.html#finding~wide-rule~function~total~28integer~29">',
  );
  expect(markdownOf(all, rulePage)).toContain("| migration [0002 add payload](../migrations/0002.md) |");
});

describe("the page that a finding's link leads to", () => {
  const anchorsOf = (address: Address) => {
    const sections = pageOf(all, address).body.filter(
      (block) => block.kind === "section" && block.anchor === "findings",
    );
    return groupsOf({ body: sections }).flatMap(({ messages }) => messages.map(({ anchor }) => anchor));
  };

  test("shows it, of a schema and of what stands in one", () => {
    const sales = { page: "schema", schema: "Sales Dept" } as const;
    expect(anchorsOf({ page: "schema", schema: "public" })).toEqual(["finding~wide-rule~schema~public"]);
    expect(anchorsOf(sales)).toEqual(["finding~wide-rule~function~total~28integer~29"]);
    expect(sectionOf(pageOf(all, sales), "findings").count).toBe(1);
    expect(factsOf(pageOf(all, sales))[0]).toEqual({ label: "Findings", value: [{ text: "2", to: findingsPage }] });
    expect(markdownOf(all, sales)).toContain(
      "## Findings\n\n**Error**, [wide-rule](../../rules/wide-rule.md): It matters.\n\n- It is wrong with the function.",
    );
  });

  test("shows it, of a view", () => {
    const view = { page: "relation", schema: "Sales Dept", name: "index" } as const;
    expect(anchorsOf(view)).toEqual(["finding~wide-rule~view~~69ndex"]);
  });

  test("shows it, of a migration", () => {
    const [first, second] = ["0001", "0002"].map((version) => ({ page: "migration", version }) as const);
    expect([first, second].map((step) => anchorsOf(step as Address))).toEqual([
      [],
      ["finding~wide-rule~migration~0002"],
    ]);
    expect(markdownOf(all, second as Address)).toContain(
      "## Findings\n\n**Error**, [wide-rule](../rules/wide-rule.md): It matters.\n\n- It is wrong with the migration.",
    );
  });
});

describe("the page of findings", () => {
  test("lists by rule what has a place, and the project as a whole below", () => {
    const page = pageOf(all, findingsPage);
    expect(groupsOf(page)[0]).toMatchObject({
      rule: { text: "wide-rule" },
      status: ["5 places"],
      places: { title: "Places" },
    });
    const project: Section = sectionOf(page, "project");
    expect(groupsOf(project).map((group) => [ruleOf(group), group.messages.map(({ text }) => text)])).toEqual([
      ["wide-rule", [["It is wrong with the project."]]],
    ]);
  });

  test("names the kind where there is one only", () => {
    const roles = failingOn(ROLE, { ...ROLE, name: "report" });
    const [group] = groupsOf(pageOf(roles, findingsPage));
    expect([group?.status, group?.places?.title, group?.places?.table.rows.map(({ cells }) => cells[0])]).toEqual([
      ["2 roles"],
      "Roles",
      [
        ["role ", { code: "app" }],
        ["role ", { code: "report" }],
      ],
    ]);
    expect(markdownOf(roles, findingsPage)).toContain("| role `app` | It is wrong with the role. |");
    const [view] = groupsOf(pageOf(failingOn(VIEW), findingsPage));
    expect([view?.status, view?.places?.title]).toEqual([["1 in 1 view"], "Views"]);
  });
});

test("of a migration, schema or function that the catalog has not, only the name is shown", () => {
  const gone = failingOn(
    { ...STEP, name: "0009" },
    { ...SCHEMA, schema: "old", name: "old" },
    { ...FUNCTION, schema: "old" },
  );
  expect(failuresOf(gone)?.rows.map(({ cells }) => cells[0])).toEqual([
    ["migration ", { code: "0009" }],
    ["schema ", { code: "old" }],
    ["function ", { code: "old.total(integer)" }],
  ]);
});
