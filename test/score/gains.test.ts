import { describe, expect, test } from "vitest";
import type { Decision } from "../../src/model/decision.ts";
import { fail } from "../../src/model/own-rule.ts";
import type { TableRule } from "../../src/model/rule.ts";
import type { Scorecard } from "../../src/model/scorecard.ts";
import { formatRiseText } from "../../src/score/arithmetic.ts";
import { computeGains, whatIfMended } from "../../src/score/gains.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aColumn, aConfig, aTable } from "../support/catalog.ts";
import { aColumnRule, anAttestedRule, aRule, aRuleSaying } from "../support/fake-rules.ts";

const columns = ["label", "weight", "height"].map((name) => aColumn(name));
const RELATIONS = [aTable("crates", { columns }), aTable("wagons", { columns: [aColumn("label")] })];

const WAIVER: Decision = {
  ...{ carrier: "note", place: "n", rule: "typed", subject: "public.crates.height", kind: "waived" },
  ...{ reason: "the height is what it is", owner: null, reviewBy: "2027-01-01", date: null },
};

/** `typed` (6) fails on all of crates; `keyed` (10) fails everywhere unless mended. */
function score(mended: { keyed?: string[]; typed?: string[] } = {}, more: TableRule[] = []): Scorecard {
  const rules = [
    aRule("keyed", {
      severity: "critical",
      judge: (_, table) => (mended.keyed?.includes(table.name) ? { verdict: "pass" } : fail(["No key."])),
    }),
    aRule("numbered", { requires: ["keyed"], severity: "high" }),
    aColumnRule(
      "typed",
      ["weight", "height"].filter((name) => !mended.typed?.includes(name)),
      { severity: "high" },
    ),
    aRule("named", { severity: "medium" }),
    anAttestedRule("restored", { severity: "high" }),
    anAttestedRule("kept", { severity: "high" }),
    ...more,
  ];
  return buildScorecard(aCatalog({ relations: RELATIONS }), {
    rules,
    config: aConfig(),
    decisions: [WAIVER],
    attestations: ["restored", "kept"].map((rule) => ({
      ...{
        carrier: "note" as const,
        place: "n",
        rule,
        on: rule === "kept" ? "2026-11-01" : "2025-01-01",
        by: "x",
        evidence: null,
      },
    })),
    asOf: "2026-11-23",
  });
}

function findingOf(scorecard: Scorecard, fingerprint: string) {
  const found = scorecard.findings.find((finding) => finding.fingerprint === fingerprint);
  if (found === undefined) throw new Error(`no finding ${fingerprint}`);
  return found;
}

describe("what mending would give back", () => {
  test("is listed for everything that fails and counts, the most first", () => {
    const uncounted = [
      aRuleSaying("shown", fail(["No."]), { score: "none" }),
      aRuleSaying("extra", fail(["No."]), { profile: "extended" }),
      aRuleSaying("told", fail(["No."]), { severity: "info" }),
    ];
    // All tables: pass 3 + 3 + 6, fail 10 + 10 + 6, so 12 / 38.
    expect(computeGains(score({}, uncounted))).toEqual([
      {
        ...{ rule: "restored", schema: null, relation: null, failures: 1, points: 6, score: "operations" },
        rise: { numerator: 100 * (12 * 12 - 6 * 12), denominator: 12 * 12 },
        table: null,
        unblocks: [],
      },
      {
        ...{ rule: "keyed", schema: "public", relation: "crates", failures: 1, points: 10, score: "tables" },
        rise: { numerator: 100 * (22 * 38 - 12 * 38), denominator: 38 * 38 },
        table: { before: { score: 15, grade: "E" }, after: { score: 68, grade: "D" } },
        unblocks: ["numbered"],
      },
      {
        ...{ rule: "keyed", schema: "public", relation: "wagons", failures: 1, points: 10, score: "tables" },
        rise: { numerator: 100 * (22 * 38 - 12 * 38), denominator: 38 * 38 },
        table: { before: { score: 47, grade: "E" }, after: { score: 100, grade: "A" } },
        unblocks: ["numbered"],
      },
      {
        ...{ rule: "typed", schema: "public", relation: "crates", failures: 1, points: 6, score: "tables" },
        rise: { numerator: 100 * (18 * 38 - 12 * 38), denominator: 38 * 38 },
        table: { before: { score: 15, grade: "E" }, after: { score: 47, grade: "E" } },
        unblocks: [],
      },
    ]);
  });

  test("is what scoring says once it is mended, but for rules that were blocked", () => {
    const before = score();
    const [gain] = computeGains(before).filter((each) => each.rule === "typed");
    const after = score({ typed: ["weight"] });
    const { pass, fail: failed } = after.scores.tables.points;
    const old = before.scores.tables.points;
    const rise = (100 * pass) / (pass + failed) - (100 * old.pass) / (old.pass + old.fail);
    expect((gain?.rise.numerator as number) / (gain?.rise.denominator as number)).toBeCloseTo(rise, 10);
    expect(gain?.table?.after.score).toBe(after.relations[0]?.score);
  });

  test("names the rules that would be judged then, and only those that nothing else holds up", () => {
    const more = [
      aRule("later", { requires: ["numbered"], severity: "info" }),
      aRule("both", { requires: ["keyed", "typed"], severity: "info" }),
    ];
    const unblocks = computeGains(score({}, more)).map(({ rule, relation, unblocks: ids }) => [rule, relation, ids]);
    expect(unblocks).toContainEqual(["keyed", "crates", ["numbered", "later"]]);
    expect(unblocks).toContainEqual(["keyed", "wagons", ["numbered", "later", "both"]]);
    expect(unblocks).toContainEqual(["typed", "crates", []]);
  });

  test("of one finding is the rule's, where it is the only failure left", () => {
    const before = score();
    expect(whatIfMended(before, findingOf(before, "typed|public.crates|column:weight"))).toEqual(
      computeGains(before).find((gain) => gain.rule === "typed"),
    );
    expect(whatIfMended(before, findingOf(before, "restored||project:project"))?.points).toBe(6);
  });

  test("of one finding is nothing while others of the rule fail, or where it is excused and others pass", () => {
    const before = score({ typed: ["weight"] });
    expect(whatIfMended(before, findingOf(before, "typed|public.crates|column:height"))).toBeNull();
    const rules = [aColumnRule("typed", ["label", "weight", "height"])];
    const input = { rules, config: aConfig(), decisions: [WAIVER], attestations: [], asOf: "2026-11-23" };
    const two = buildScorecard(aCatalog({ relations: RELATIONS }), input);
    expect(whatIfMended(two, findingOf(two, "typed|public.crates|column:weight"))).toBeNull();
  });

  test("of an excused finding is its points, where the rule has nothing else", () => {
    const rules = [
      aColumnRule("typed", ["height"], { find: (table) => table.columns.filter(({ name }) => name === "height") }),
      aRule("keyed"),
    ];
    const input = { rules, config: aConfig(), decisions: [WAIVER], attestations: [], asOf: "2026-11-23" };
    const before = buildScorecard(aCatalog({ relations: RELATIONS.slice(0, 1) }), input);
    expect(whatIfMended(before, findingOf(before, "typed|public.crates|column:height"))).toMatchObject({
      points: 3,
      rise: { numerator: 0, denominator: 18 },
      table: { before: { score: 100, grade: "B" }, after: { score: 100, grade: "A" } },
    });
  });
});

test.each([
  [19, 10, "+1.9"],
  [199, 100, "+1.9"],
  [1, 1, "+1.0"],
  [1, 10, "+0.1"],
  [99, 1000, "+0.09"],
  [1, 100, "+0.01"],
  [1, 101, "<0.01"],
  [0, 5, "0"],
])("a rise of %d/%d is written %s", (numerator, denominator, text) => {
  expect(formatRiseText({ numerator, denominator })).toBe(text);
});
