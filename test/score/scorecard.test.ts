import { describe, expect, test } from "vitest";
import type { Decision } from "../../src/model/decision.ts";
import { fail } from "../../src/model/own-rule.ts";
import { toRemedy } from "../../src/model/remedy.ts";
import { notApplicable, notAssessed } from "../../src/model/rule.ts";
import { scorecardSchema } from "../../src/model/scorecard.ts";
import { say } from "../../src/model/sentence.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aColumn, aConfig, aConstraint, anIndex, aTable } from "../support/catalog.ts";
import { aColumnRule, anAttestedRule, aRule, aRuleSaying } from "../support/fake-rules.ts";

const INPUT = { config: aConfig(), decisions: [] as Decision[], attestations: [], asOf: "2026-11-23" };

const NONE = { pass: 0, fail: 0, excused: 0, notAssessed: 0, notApplicable: 0 };

const applied = {
  statement: "0.0",
  title: "It holds.",
  why: "It matters.",
  group: "Structure",
  profile: "guide",
  evidence: "catalog",
  subjects: "columns",
  requires: [],
  justifiable: false,
  sameAs: [],
  exempt: [],
  options: [],
};

describe("a scorecard", () => {
  const parcels = aTable("parcels", {
    schema: "depot",
    columns: [
      aColumn("weight", "integer", { origin: { created: "0003", changed: [] } }),
      aColumn("Legacy Code", "text"),
    ],
    origin: { created: "0001", changed: ["0003"] },
  });

  test("holds the verdicts, points, findings and waivers of everything judged", () => {
    const remedy = { sql: ["ALTER TABLE depot.parcels …"], lock: "short", proven: null };
    const scorecard = buildScorecard(aCatalog({ relations: [parcels] }), {
      ...INPUT,
      rules: [
        aRule("keyed", { severity: "critical" }),
        aColumnRule("typed", ["weight", "Legacy Code"], {
          severity: "high",
          judge: ({ name }) => fail(say`${name} is wrong.`, { facts: [{ name: "column", value: name }], remedy }),
        }),
        anAttestedRule("restored", { severity: "critical" }),
      ],
      decisions: [
        {
          carrier: "note",
          place: "old-codes",
          rule: "typed",
          subject: 'depot.parcels."Legacy Code"',
          kind: "waived",
          reason: "the old system still prints these codes",
          owner: "depot team",
          reviewBy: "2027-01-31",
          date: "2026-02-01",
        },
      ],
      attestations: [
        { carrier: "note", place: "drill", rule: "restored", on: "2026-11-01", by: "a.person", evidence: null },
      ],
    });
    const points = { pass: 10, fail: 6, excused: 0, unassessed: 0 };
    const empty = { score: null, grade: null, coverage: null, points: { pass: 0, fail: 0, excused: 0, unassessed: 0 } };
    expect(scorecard).toEqual({
      formatVersion: 2,
      asOf: "2026-11-23",
      scores: {
        tables: { score: 62, grade: "D", coverage: 100, points },
        migrations: empty,
        operations: { score: 100, grade: "A", coverage: 100, points: { pass: 10, fail: 0, excused: 0, unassessed: 0 } },
      },
      schemas: [{ name: "depot", score: 62, grade: "D", coverage: 100, points }],
      relations: [
        {
          schema: "depot",
          name: "parcels",
          score: 62,
          grade: "D",
          coverage: 100,
          points,
          caps: [],
          results: [
            { rule: "keyed", verdict: "pass", reason: null, subjects: { ...NONE, pass: 1 } },
            { rule: "typed", verdict: "fail", reason: null, subjects: { ...NONE, fail: 1, excused: 1 } },
          ],
        },
      ],
      project: [
        {
          rule: "restored",
          verdict: "attested",
          reason: ["attested by ", { code: "a.person" }, " on ", { code: "2026-11-01" }],
          subjects: { ...NONE, pass: 1 },
        },
      ],
      rules: [
        { ...applied, id: "keyed", scope: "table", severity: "critical", weight: 10, score: "tables" },
        { ...applied, id: "typed", scope: "table", severity: "high", weight: 6, score: "tables" },
        {
          ...applied,
          id: "restored",
          scope: "project",
          severity: "critical",
          weight: 10,
          score: "operations",
          group: "Backup",
          evidence: "attestation",
        },
      ],
      findings: [
        {
          rule: "typed",
          severity: "high",
          verdict: "waived",
          subject: { schema: "depot", relation: "parcels", kind: "column", name: "Legacy Code" },
          message: [{ code: "Legacy Code" }, " is wrong."],
          evidence: [{ name: "column", value: "Legacy Code" }],
          remedy: toRemedy(remedy),
          noRemedy: null,
          fingerprint: 'typed|depot.parcels|column:"Legacy Code"',
          waiverKey: 'depot.parcels."Legacy Code"',
          waiver: 1,
          origin: { created: "0001", changed: ["0003"] },
        },
        {
          rule: "typed",
          severity: "high",
          verdict: "fail",
          subject: { schema: "depot", relation: "parcels", kind: "column", name: "weight" },
          message: [{ code: "weight" }, " is wrong."],
          evidence: [{ name: "column", value: "weight" }],
          remedy: toRemedy(remedy),
          noRemedy: null,
          fingerprint: "typed|depot.parcels|column:weight",
          waiverKey: "depot.parcels.weight",
          waiver: null,
          origin: { created: "0003", changed: [] },
        },
      ],
      waivers: [
        {
          carrier: "note",
          place: "drill",
          kind: "attested",
          rule: "restored",
          subject: null,
          reason: "",
          owner: "a.person",
          until: "2027-01-30",
          on: "2026-11-01",
          evidence: null,
          state: "active",
        },
        {
          carrier: "note",
          place: "old-codes",
          kind: "waived",
          rule: "typed",
          subject: 'depot.parcels."Legacy Code"',
          reason: "the old system still prints these codes",
          owner: "depot team",
          until: "2027-01-31",
          on: null,
          evidence: null,
          state: "active",
        },
      ],
    });
    expect(scorecardSchema.parse(scorecard)).toEqual(scorecard);
  });

  test("of an empty catalog judges nothing and rates nothing", () => {
    const scorecard = buildScorecard(aCatalog(), { ...INPUT, rules: [aRule("keyed")] });
    const empty = { score: null, grade: null, coverage: null, points: { pass: 0, fail: 0, excused: 0, unassessed: 0 } };
    expect(scorecard.scores).toEqual({ tables: empty, migrations: empty, operations: empty });
    expect([scorecard.relations, scorecard.schemas, scorecard.findings]).toEqual([[], [], []]);
  });

  test("is the same, byte for byte, whatever order relations, decisions and attestations come in", () => {
    const tables = ["zebras", "Aardvarks", "llamas"].map((name) =>
      aTable(name, { columns: [aColumn("b"), aColumn("a")] }),
    );
    const decisions: Decision[] = tables.map(({ name }) => ({
      carrier: "note",
      place: `about-${name}`,
      rule: "typed",
      subject: `public."${name}"`,
      kind: "waived",
      reason: "they are older than the guide itself",
      owner: null,
      reviewBy: "2027-01-01",
      date: null,
    }));
    const attestations = ["2026-10-01", "2026-11-01"].map((on) => ({
      ...{ carrier: "note" as const, place: on, rule: "restored", on, by: "x", evidence: null },
    }));
    const rules = [aColumnRule("typed", ["a"]), aColumnRule("named", ["b"]), anAttestedRule("restored")];
    const forward = buildScorecard(aCatalog({ relations: tables }), { ...INPUT, rules, decisions, attestations });
    const backward = buildScorecard(aCatalog({ relations: tables.toReversed() }), {
      ...INPUT,
      rules,
      decisions: decisions.toReversed(),
      attestations: attestations.toReversed(),
    });
    expect(JSON.stringify(backward)).toBe(JSON.stringify(forward));
    expect(forward.relations.map(({ name }) => name)).toEqual(["Aardvarks", "llamas", "zebras"]);
  });

  test("leaves its input as it was", () => {
    const freeze = <T>(value: T): T => {
      if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
      return value;
    };
    const catalog = freeze(aCatalog({ relations: [aTable("b"), aTable("a")] }));
    expect(buildScorecard(catalog, freeze({ ...INPUT, rules: [aRule("keyed")] })).relations).toHaveLength(2);
  });

  test("finds the step that made a constraint or an index", () => {
    const made = (created: string) => ({ created, changed: [] });
    const table = aTable("crates", {
      constraints: [aConstraint("crates_label_key", { kind: "unique", origin: made("0007") })],
      indexes: [anIndex("crates_label_key", ["label"], { origin: made("0008") }), anIndex("by_age", ["age"])],
      origin: made("0001"),
    });
    const rule = aRule("named", {
      find: (each) => [...each.constraints, ...each.indexes],
      judge: () => fail(["No."]),
    });
    const { findings } = buildScorecard(aCatalog({ relations: [table] }), { ...INPUT, rules: [rule] });
    expect(findings.map(({ fingerprint, waiverKey, origin }) => [fingerprint, waiverKey, origin?.created])).toEqual([
      ["named|public.crates|index:by_age", "public.crates#by_age", "0001"],
      ["named|public.crates|index:crates_label_key", "public.crates#crates_label_key", "0008"],
      ["named|public.crates|unique:crates_label_key", "public.crates#crates_label_key", "0007"],
    ]);
  });
});

describe("a rule's verdict on a table", () => {
  const table = aTable("crates", { columns: ["a", "b", "c", "d"].map((name) => aColumn(name)) });
  const verdictOf = (words: Record<string, string>, kinds: Record<string, "waived" | "justified"> = {}) => {
    const rule = aRule("tested", {
      justifiable: true,
      find: (each) => each.columns.filter(({ name }) => name in words),
      judge: ({ name }) => {
        if (words[name] === "pass") return { verdict: "pass" };
        if (words[name] === "n.a.") return notApplicable([`${name} is exempt`]);
        return words[name] === "fail" ? fail(["No."]) : notAssessed([`${name} is not known`]);
      },
    });
    const decisions = Object.entries(kinds).map(([name, kind]) => ({
      ...{ carrier: "note" as const, place: "note", rule: "tested", subject: `public.crates.${name}`, kind },
      ...{ reason: `because of ${name} and all its sort`, owner: null, reviewBy: "2027-01-01", date: null },
    }));
    const scorecard = buildScorecard(aCatalog({ relations: [table] }), { ...INPUT, rules: [rule], decisions });
    const [result] = scorecard.relations[0]?.results ?? [];
    return [result?.verdict, result?.reason, result?.subjects];
  };

  test.each([
    ["without subjects, n.a.", {}, {}, "n.a.", ["no columns"], NONE],
    ["all n.a.", { a: "n.a.", b: "n.a." }, {}, "n.a.", ["a is exempt"], { ...NONE, notApplicable: 2 }],
    ["one failure among passes", { a: "pass", b: "pass", c: "fail" }, {}, "fail", null, { ...NONE, pass: 2, fail: 1 }],
    [
      "not assessed and no pass",
      { a: "n.a.", b: "?" },
      {},
      "not assessed",
      ["b is not known"],
      { ...NONE, notApplicable: 1, notAssessed: 1 },
    ],
    ["not assessed and a pass", { a: "?", b: "pass" }, {}, "pass", null, { ...NONE, pass: 1, notAssessed: 1 }],
    [
      "not assessed and excused",
      { a: "?", b: "fail" },
      { b: "waived" },
      "not assessed",
      ["a is not known"],
      { ...NONE, excused: 1, notAssessed: 1 },
    ],
    ["excused and a pass", { a: "fail", b: "pass" }, { a: "waived" }, "pass", null, { ...NONE, pass: 1, excused: 1 }],
    [
      "only waived",
      { a: "fail" },
      { a: "waived" },
      "waived",
      ["because of a and all its sort"],
      { ...NONE, excused: 1 },
    ],
    [
      "only justified",
      { a: "fail", b: "n.a." },
      { a: "justified" },
      "justified",
      ["because of a and all its sort"],
      { ...NONE, excused: 1, notApplicable: 1 },
    ],
    [
      "justified and waived",
      { a: "fail", b: "fail" },
      { a: "justified", b: "waived" },
      "waived",
      ["because of b and all its sort"],
      { ...NONE, excused: 2 },
    ],
    [
      "excused beside a failure",
      { a: "fail", b: "fail" },
      { a: "waived" },
      "fail",
      null,
      { ...NONE, fail: 1, excused: 1 },
    ],
  ] as const)("%s", (_, words, kinds, verdict, reason, subjects) => {
    expect(verdictOf(words, kinds)).toEqual([verdict, reason, subjects]);
  });
});

describe("a rule with a prerequisite", () => {
  const resultsOf = (rules: Parameters<typeof aRule>[1][], more: Partial<typeof INPUT> = {}) => {
    const named = rules.map((given, index) => aRule("abcdef"[index] as string, given));
    const scorecard = buildScorecard(aCatalog({ relations: [aTable("crates")] }), { ...INPUT, ...more, rules: named });
    return scorecard.relations[0]?.results.map(({ rule, verdict, reason }) => [rule, verdict, reason]);
  };
  const failing = { judge: () => fail(["No."]) };

  test("is n.a. where the prerequisite failed, through any number of steps, and says which", () => {
    const blocked = ["blocked by ", { code: "c" }];
    expect(resultsOf([{ requires: ["b"] }, { requires: ["c"] }, failing])).toEqual([
      ["a", "n.a.", blocked],
      ["b", "n.a.", blocked],
      ["c", "fail", null],
    ]);
  });

  test("is n.a. where the prerequisite was not assessed", () => {
    const open = { judge: () => notAssessed(["unknown"]) };
    expect(resultsOf([{ requires: ["b"] }, open])?.[0]).toEqual(["a", "n.a.", ["blocked by ", { code: "b" }]]);
  });

  test("is n.a. where the prerequisite is excused", () => {
    const waiver = { carrier: "note", place: "n", rule: "b", subject: "public.crates", kind: "waived" } as const;
    const decision = {
      ...waiver,
      reason: "a queue that is never read",
      owner: null,
      reviewBy: "2027-01-01",
      date: null,
    };
    expect(resultsOf([{ requires: ["b"] }, failing], { decisions: [decision] })).toEqual([
      ["a", "n.a.", ["blocked by ", { code: "b" }]],
      ["b", "waived", ["a queue that is never read"]],
    ]);
  });

  test("runs where the prerequisite passes, is n.a. itself or is turned off", () => {
    expect(resultsOf([{ requires: ["b"] }, {}])?.[0]?.[1]).toBe("pass");
    expect(resultsOf([{ requires: ["b"] }, { find: () => [] }])?.[0]?.[1]).toBe("pass");
    const config = aConfig({ rules: { b: { off: true } } });
    expect(resultsOf([{ requires: ["b"] }, failing], { config })).toEqual([["a", "pass", null]]);
  });

  test("in a circle is a bug that names the circle", () => {
    expect(() => resultsOf([{ requires: ["b"] }, { requires: ["a"] }])).toThrow("in a circle: a, b, a");
  });
});

test("a rule that throws is a bug that names rule and table and keeps its cause", () => {
  const bug = new TypeError("x is not a function");
  const rule = aRule("broken", {
    judge: () => {
      throw bug;
    },
  });
  const run = () => buildScorecard(aCatalog({ relations: [aTable("Big Crates")] }), { ...INPUT, rules: [rule] });
  expect(run).toThrow('The rule broken failed on public."Big Crates": TypeError: x is not a function');
  expect(run).toThrow(expect.objectContaining({ cause: bug }));
});

test("a subject that a rule names twice is judged once, by the harder judgement", () => {
  let turn = 0;
  const rule = aRule("typed", {
    find: (table) => [...table.columns, ...table.columns],
    judge: () => (++turn === 2 ? fail(["The second time."]) : { verdict: "pass" }),
  });
  const table = aTable("crates", { columns: [aColumn("label")] });
  const { relations, findings } = buildScorecard(aCatalog({ relations: [table] }), { ...INPUT, rules: [rule] });
  expect(relations[0]?.results[0]?.subjects).toEqual({ ...NONE, fail: 1 });
  expect(findings.map((finding) => finding.message)).toEqual([["The second time."]]);
});

test("rules of score none and of the extended profile are shown and count nowhere", () => {
  const rules = [
    aRule("counted", { severity: "low" }),
    aRuleSaying("shown", fail(["No."]), { severity: "critical", score: "none" }),
    aRuleSaying("extra", fail(["No."]), { severity: "critical", profile: "extended" }),
    aRuleSaying("server", fail(["No."]), { severity: "high", score: "operations" }),
  ];
  const { relations, scores, findings } = buildScorecard(aCatalog({ relations: [aTable("crates")] }), {
    ...INPUT,
    rules,
  });
  const points = { pass: 1, fail: 0, excused: 0, unassessed: 0 };
  expect(relations[0]).toMatchObject({ score: 100, grade: "A", coverage: 100, points, caps: [] });
  expect(scores.tables).toEqual({ score: 100, grade: "A", coverage: 100, points });
  expect(scores.operations.points).toEqual({ pass: 0, fail: 6, excused: 0, unassessed: 0 });
  expect(findings.map((finding) => finding.rule)).toEqual(["extra", "shown", "server"]);
});
