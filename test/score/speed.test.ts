import { describe, expect, test } from "vitest";
import type { Decision } from "../../src/model/decision.ts";
import { toScorecard } from "../../src/score/index.ts";
import { aCatalog, aColumn, aConfig, anEnum, anEnumColumn, aTable } from "../support/catalog.ts";
import { aColumnRule, aRule } from "../support/fake-rules.ts";

const REASON = "it was decided long ago, and stands";
const MOOD = { schema: "public", name: "mood" };

/** Sixty rules on tables of twelve columns, twenty findings a table, and a waiver for every second table. */
function milliseconds(tables: number): number {
  const rules = Array.from({ length: 60 }, (_, index) =>
    index % 2 === 0
      ? aRule(`r${index}`)
      : aColumnRule(`c${index}`, index % 6 === 1 ? ["c3", "mood"] : [], { justifiable: true }),
  );
  const columns = [...Array.from({ length: 11 }, (_, index) => aColumn(`c${index}`)), anEnumColumn("mood", MOOD)];
  const relations = Array.from({ length: tables }, (_, index) => aTable(`t${index}`, { columns }));
  const types = [anEnum("mood", ["calm"], { comment: `@justify c1: ${REASON}` })];
  const waivers = [{ rule: "c7", subjects: ["public.t1*", "**.c3"], reason: REASON, reviewBy: "2027-01-01" }];
  const decisions = Array.from(
    { length: tables / 2 },
    (_, index): Decision => ({
      ...{
        carrier: "note",
        place: `n${index}`,
        rule: "c1",
        subject: `public.t${index}.c3`,
        kind: "waived",
        reason: REASON,
      },
      ...{ owner: null, reviewBy: "2027-01-01", date: null },
    }),
  );
  const catalog = aCatalog({ relations, types });
  const input = { rules, config: aConfig({ waivers }), decisions, attestations: [], asOf: "2026-11-23" };
  const start = process.threadCpuUsage();
  const { findings } = toScorecard(catalog, input);
  const { user, system } = process.threadCpuUsage(start);
  expect(findings).toHaveLength(20 * tables);
  return (user + system) / 1000;
}

describe("scoring", () => {
  test("takes at most 5 s of CPU for 10,000 tables, and time in proportion to them", () => {
    milliseconds(500);
    const few = milliseconds(2000);
    const many = milliseconds(10_000);
    expect(many).toBeLessThan(5000);
    // Five times the tables: anything quadratic would take 25 times as long.
    expect(many / few).toBeLessThan(12);
  });
});
