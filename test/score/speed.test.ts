import { describe, expect, test } from "vitest";
import type { Decision } from "../../src/model/decision.ts";
import type { Relation } from "../../src/model/relation.ts";
import { rules } from "../../src/rules/index.ts";
import { toScorecard } from "../../src/score/index.ts";
import {
  aCatalog,
  aCheck,
  aColumn,
  aConfig,
  aForeignKey,
  anEnum,
  anEnumColumn,
  anIndex,
  aPrimaryKey,
  aTable,
  aUnique,
} from "../support/catalog.ts";
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

/** A table with something for most of the guide's rules to judge, about half of it wrong. */
function aBusyTable(index: number): Relation {
  const name = `parcel_lots_${index}`;
  const names = ["label", "Weight", "heights", "note", "code"];
  return aTable(name, {
    comment: "Parcels that go out together, one row a lot.",
    columns: [
      aColumn("id", "uuid", { default: "gen_random_uuid()" }),
      aColumn("parent_id", "uuid", { nullable: true }),
      aColumn("status"),
      aColumn("price", "double precision"),
      aColumn("is_open", "integer", { nullable: true }),
      aColumn("payload", "jsonb"),
      ...names.map((column) => aColumn(column, "character varying(20)")),
      aColumn("created_at", "timestamp without time zone"),
      aColumn("updated_at", "timestamp with time zone", { default: "now()" }),
    ],
    constraints: [
      aCheck(`ck_${name}_code`, "(code <> ''::text)", ["code"]),
      aPrimaryKey(`${name}_pkey`, ["id"]),
      aForeignKey(`${name}_parent_id_fkey`, ["parent_id"], { relation: `parcel_lots_${Math.max(0, index - 1)}` }),
      aUnique(`uq_${name}_label`, ["label"]),
    ],
    indexes: [
      anIndex(`idx_${name}_label`, ["label"]),
      anIndex(`lots_by_note_${index}`, ["label", "note"]),
      anIndex(`${name}_pkey`, ["id"], { unique: true, constraint: `${name}_pkey` }),
      anIndex(`uq_${name}_label`, ["label"], { unique: true, constraint: `uq_${name}_label` }),
    ],
  });
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

  test.each([
    [1000, 500],
    [10_000, 5000],
  ])("by the guide's own rules takes %d tables in at most %d ms of CPU", (tables, limit) => {
    const catalog = aCatalog({ relations: Array.from({ length: tables }, (_, index) => aBusyTable(index)) });
    const start = process.threadCpuUsage();
    const scorecard = toScorecard(catalog, { rules, config: aConfig(), decisions: [], attestations: [], asOf: null });
    const { user, system } = process.threadCpuUsage(start);
    expect(scorecard.relations).toHaveLength(tables);
    expect(scorecard.findings.length).toBeGreaterThan(10 * tables);
    expect((user + system) / 1000).toBeLessThan(limit);
  });
});
