import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { replay } from "../../introspect/replay/index.ts";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { readConfig } from "../../src/content/config.ts";
import { fail } from "../../src/model/own-rule.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Rule } from "../../src/model/rule.ts";
import type { Scorecard } from "../../src/model/scorecard.ts";
import { rules } from "../../src/rules/index.ts";
import { formatRiseText } from "../../src/score/arithmetic.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { buildPlan } from "../../src/score/plan/index.ts";
import { describeWork, RULES_WITH_WORDS } from "../../src/score/plan/work-words.ts";
import { buildScore, countResults, weigh } from "../../src/score/points.ts";
import { aCatalog, aColumn, aConfig, aTable } from "../support/catalog.ts";
import { aColumnRule, aRule } from "../support/fake-rules.ts";

const SAMPLE = resolve(import.meta.dirname, "../../content/creampie");

/** Three tables; `keyed` fails on two of them and holds `numbered` up there, `typed` on columns, `said` everywhere. */
function score(mended: readonly string[] = [], more: readonly Rule[] = []): Scorecard {
  const isMet = (rule: string) => mended.includes(rule);
  const columns = ["weight", "height"].map((name) => aColumn(name, "real"));
  const relations = ["crates", "trucks", "wagons"].map((name) => aTable(name, { columns }));
  const saying = (rule: string, fails: (table: string) => boolean) => ({
    judge: (_: unknown, { name }: { name: string }) =>
      !isMet(rule) && fails(name) ? fail([`Table ${name} is not ${rule}.`]) : ({ verdict: "pass" } as const),
  });
  return buildScorecard(aCatalog({ relations }), {
    rules: [
      aRule("keyed", { severity: "critical", group: "Structure", ...saying("keyed", (name) => name !== "crates") }),
      aRule("numbered", { severity: "high", group: "Structure", requires: ["keyed"] }),
      aColumnRule("typed", isMet("typed") ? [] : ["height"], { severity: "medium", group: "Types" }),
      aRule("said", { severity: "low", group: "Documentation", ...saying("said", () => true) }),
      ...more,
    ],
    config: aConfig(),
    decisions: [],
    attestations: [],
    asOf: "2026-11-23",
  });
}

/** What a plan's steps say, in short. */
const inShort = ({ steps }: Plan) =>
  steps.map(({ rule, work, points, rise, unblocks }) => [rule, work, points, formatRiseText(rise), unblocks]);

/** The score of tables by the whole scorecard, every verdict looked at again with those of some rules flipped. */
function scoreFlipped({ relations, rules: applied }: Scorecard, mended: ReadonlySet<string>) {
  const byId = new Map(applied.map((rule) => [rule.id, rule]));
  const flipped = relations.map(({ results }) => {
    const verdicts = new Map(results.map(({ rule, verdict }) => [rule, verdict]));
    const isMended = (rule: string) => mended.has(rule) && verdicts.get(rule) === "fail";
    // A rule is judged where every rule that held it up is mended.
    const heldUpBy = (rule: string): string[] =>
      (byId.get(rule)?.requires ?? []).flatMap((needed) => {
        const verdict = verdicts.get(needed);
        return verdict === undefined || verdict === "pass" || verdict === "n.a." ? heldUpBy(needed) : [needed];
      });
    return results.map((result) => {
      const held = heldUpBy(result.rule);
      const met = isMended(result.rule) || (held.length > 0 && held.every(isMended));
      return met ? { ...result, verdict: "pass" as const } : result;
    });
  });
  const counted = applied.filter((rule) => rule.score === "tables" && rule.profile !== "extended");
  return buildScore(weigh(counted, countResults(flipped.flat())));
}

describe("a plan", () => {
  test("ranks rules by what mending gives back, with the rules that they hold up", () => {
    const plan = buildPlan(score());
    // Pass 10 + 6, fail 20 + 9 + 3: 16 of 48.
    expect([plan.before, plan.goal]).toEqual([{ score: 33, grade: "E" }, 90]);
    expect(inShort(plan)).toEqual([
      ["keyed", "mend 2 findings in 2 tables", 32, "+46.6", [{ rule: "numbered", tables: 2 }]],
      ["typed", "mend 3 findings in 3 tables", 9, "+18.7", []],
      ["said", "mend 3 findings in 3 tables", 3, "+6.2", []],
    ]);
    expect(plan.route).toEqual([
      { rule: "keyed", after: { score: 80, grade: "B" } },
      { rule: "typed", after: { score: 95, grade: "A" } },
    ]);
    expect(plan.bundles.map(({ bundle, rules: ids, after }) => [bundle, ids, after.score])).toEqual([
      ["Structure", ["keyed"], 80],
      ["Types", ["typed"], 95],
      ["Documentation", ["said"], 100],
    ]);
  });

  test("says what scoring says once all of it is really mended", () => {
    const before = score();
    const { route } = buildPlan(before, 100);
    const mended: string[] = [];
    for (const { rule, after } of route) {
      mended.push(rule);
      const { score: really, grade } = score(mended).scores.tables;
      expect([rule, after]).toEqual([rule, { score: really, grade }]);
    }
    expect(mended).toEqual(["keyed", "typed", "said"]);
  });

  test("goes on to 100 where the goal is reached already, and no further than there is something to mend", () => {
    const plan = buildPlan(score(["keyed", "typed"]));
    expect([plan.before.score, plan.goal, plan.route.map(({ rule }) => rule)]).toEqual([95, 100, ["said"]]);
    const done = buildPlan(score(["keyed", "typed", "said"]));
    expect([done.route, done.steps, done.bundles]).toEqual([[], [], []]);
  });

  test("leaves out what counts in no score", () => {
    const uncounted = [
      aColumnRule("shown", [], { score: "none", judge: () => fail(["No."]) }),
      aColumnRule("extra", [], { profile: "extended", judge: () => fail(["No."]) }),
    ];
    expect(buildPlan(score([], uncounted)).steps.map(({ rule }) => rule)).toEqual(["keyed", "typed", "said"]);
  });

  test("counts tables by the locks that their SQL takes, the hardest first, and what is left to people", () => {
    const sql = (action: string) => ({ sql: [action], lock: "None.", proven: null });
    const judge = ({ name }: { name: string }) =>
      name === "height" ? fail(["High."], { remedy: sql("SELECT 1") }) : fail(["Heavy."]);
    const [step] = buildPlan(score(["keyed", "typed", "said"], [aColumnRule("light", [], { judge })])).steps;
    expect(step?.cost).toEqual({ withSql: 3, byHand: 3, locks: [] });
  });

  test("has words for rules that there are", () => {
    expect(RULES_WITH_WORDS.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
    const table = { scope: "table", title: "It holds." } as const;
    expect([
      describeWork({ id: "type-timestamptz", ...table }, 394, 135),
      describeWork({ id: "doc-table-comment", ...table }, 1, 1),
      describeWork({ id: "name-index", ...table }, 2, 1),
      describeWork({ id: "ours", ...table }, 1, 1),
      describeWork({ id: "mig-name", scope: "project", title: "It holds." }, 4, 0),
    ]).toEqual([
      "turn 394 columns into timestamptz in 135 tables",
      "comment 1 table",
      "rename 2 indexes in 1 table",
      "mend 1 finding in 1 table",
      "It holds",
    ]);
  });
});

describe("the sample's plan", () => {
  let scorecard: Scorecard;
  beforeAll(async () => {
    const { config } = await readConfig(join(SAMPLE, "cartulary.config.json"), SAMPLE);
    const catalog = await replay(await readHistory(join(SAMPLE, config.source ?? "")), { asOf: "2026-11-23" });
    scorecard = buildScorecard(catalog, { rules, config, decisions: [], attestations: [], asOf: "2026-11-23" });
  }, 120_000);

  test("gives after each step the score that a whole recount with the verdicts flipped gives", () => {
    const { route, steps, bundles } = buildPlan(scorecard, 100);
    const mended = new Set<string>();
    for (const { rule, after } of route) {
      mended.add(rule);
      const { score: whole, grade } = scoreFlipped(scorecard, mended);
      expect([rule, after]).toEqual([rule, { score: whole, grade }]);
    }
    expect(route.length).toBeGreaterThan(10);
    const before = scorecard.scores.tables.points.pass;
    for (const { rule, points, score: kind } of steps) {
      if (kind !== "tables") continue;
      expect([rule, points]).toEqual([rule, scoreFlipped(scorecard, new Set([rule])).points.pass - before]);
    }
    const together = new Set<string>();
    for (const { bundle, rules: ids, after } of bundles) {
      for (const id of ids) together.add(id);
      expect([bundle, after.score]).toEqual([bundle, scoreFlipped(scorecard, together).score]);
    }
  });

  test("names the locks of remedies, table by table", () => {
    const step = buildPlan(scorecard).steps.find(({ rule }) => rule === "index-redundant");
    expect(step?.cost).toEqual({
      withSql: 2,
      byHand: 0,
      locks: [
        { mode: "ACCESS EXCLUSIVE", during: "moment", tables: 1 },
        { mode: "SHARE UPDATE EXCLUSIVE", during: "moment", tables: 1 },
      ],
    });
  });
});
