import { describe, expect, test } from "vitest";
import { formatOldWords } from "../../src/cli/reports/in-words.ts";
import type { HistoryStep } from "../../src/model/history.ts";
import { fail } from "../../src/model/own-rule.ts";
import type { Scorecard } from "../../src/model/scorecard.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aStep } from "../rules/migrations.ts";
import { aCatalog, aConfig } from "../support/catalog.ts";
import { aProjectRule } from "../support/fake-rules.ts";

const commit = (date: string) => ({ hash: "c0ffee", date, author: "a.person" });
const HISTORY = [
  aStep("20251231090000"),
  aStep("7", { commit: commit("2025-12-31T23:00:00Z") }),
  aStep("20260101090000", { commit: commit("2020-01-01T00:00:00Z") }),
  aStep("8"),
];

/** A rule fails on every migration, another on the first two. */
function score(migrationsSince?: string, history: HistoryStep[] = HISTORY): Scorecard {
  const aMigrationRule = (id: string, fails: (version: string) => boolean) =>
    aProjectRule(id, {
      score: "migrations",
      find: ({ catalog }) =>
        catalog.history.map(({ version }) => ({ schema: null, relation: null, kind: "migration", name: version })),
      judge: ({ name }) => (fails(name) ? fail([`Migration ${name} is so.`]) : { verdict: "pass" }),
    });
  return buildScorecard(aCatalog({ history }), {
    rules: [aMigrationRule("all", () => true), aMigrationRule("once", (version) => /^20251|^7/.test(version))],
    config: aConfig(migrationsSince === undefined ? {} : { migrationsSince }),
    decisions: [],
    attestations: [],
    asOf: null,
  });
}

const heard = ({ findings }: Scorecard) =>
  findings.filter(({ verdict }) => verdict === "fail").map(({ rule, subject }) => `${rule} ${subject.name}`);

describe("migrations from before the day or the version that a config names", () => {
  test("cost nothing, and their findings stay as justified", () => {
    const all = score();
    expect([heard(all).length, all.scores.migrations.points, formatOldWords({ scorecard: all })]).toEqual([
      6,
      { pass: 0, fail: 6, excused: 0, unassessed: 0 },
      null,
    ]);
    const since = score("2026-01-01");
    expect(heard(since)).toEqual(["all 20260101090000", "all 8"]);
    expect(since.project.map(({ rule, verdict }) => [rule, verdict])).toEqual([
      ["all", "fail"],
      ["once", "pass"],
    ]);
    expect([
      since.findings.length,
      since.waivers.map(({ carrier, place, reason }) => `${carrier} ${place}: ${reason}`)[0],
    ]).toEqual([6, "preset old-migration: It has run: migrations before 2026-01-01 are left as they are"]);
    expect(formatOldWords({ scorecard: since })).toBe(
      "4 findings on migrations from before migrationsSince cost nothing",
    );
  });

  test("are those before the version in the order of the history", () => {
    expect(heard(score("8"))).toEqual(["all 8"]);
    expect(heard(score("20251231090000")).length).toBe(6);
  });

  test("are not guessed from a version that there is not", () => {
    expect(() => score("20260101")).toThrow(
      "migrationsSince is neither a date nor the version of a migration: 20260101.",
    );
    expect(heard(score("20260101", []))).toEqual([]);
  });
});
