/** How CPU time grows with the number of tables: by the guide's rules, and through the book of waivers. */
import type { Catalog } from "../../src/model/catalog.ts";
import type { Decision } from "../../src/model/decision.ts";
import type { Relation } from "../../src/model/relation.ts";
import { rules } from "../../src/rules/index.ts";
import { buildScorecard, type ScoreInput } from "../../src/score/index.ts";
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
import type { Benchmark, Row } from "./index.ts";

const REASON = "it was decided long ago, and stands";
const MOOD = { schema: "public", name: "mood" };
const SIZES = [1000, 10_000];
/** The fastest of so many runs counts: others are slowed by something else. */
const RUNS = 3;

interface Work {
  catalog: Catalog;
  input: ScoreInput;
}

/** The guide's own rules on tables of which about half is wrong. */
function guide(tables: number): Work {
  return {
    catalog: aCatalog({ relations: Array.from({ length: tables }, (_, index) => aBusyTable(index)) }),
    input: { rules, config: aConfig(), decisions: [], attestations: [], asOf: null },
  };
}

/** Sixty rules on tables of twelve columns, twenty findings a table, and a waiver for every second table. */
function waivers(tables: number): Work {
  const sixty = Array.from({ length: 60 }, (_, index) =>
    index % 2 === 0
      ? aRule(`r${index}`)
      : aColumnRule(`c${index}`, index % 6 === 1 ? ["c3", "mood"] : [], { justifiable: true }),
  );
  const columns = [...Array.from({ length: 11 }, (_, index) => aColumn(`c${index}`)), anEnumColumn("mood", MOOD)];
  const relations = Array.from({ length: tables }, (_, index) => aTable(`t${index}`, { columns }));
  const types = [anEnum("mood", ["calm"], { comment: `@justify c1: ${REASON}` })];
  const configured = [{ rule: "c7", subjects: ["public.t1*", "**.c3"], reason: REASON, reviewBy: "2027-01-01" }];
  const decisions = Array.from(
    { length: tables / 2 },
    (_, index): Decision => ({
      carrier: "note",
      place: `n${index}`,
      rule: "c1",
      subject: `public.t${index}.c3`,
      kind: "waived",
      reason: REASON,
      owner: null,
      reviewBy: "2027-01-01",
      date: null,
    }),
  );
  return {
    catalog: aCatalog({ relations, types }),
    input: { rules: sixty, config: aConfig({ waivers: configured }), decisions, attestations: [], asOf: "2026-11-23" },
  };
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

/** Seconds of CPU, and what was found. */
function measure({ catalog, input }: Work): { seconds: number; findings: number } {
  const start = process.threadCpuUsage();
  const { findings } = buildScorecard(catalog, input);
  const { user, system } = process.threadCpuUsage(start);
  return { seconds: (user + system) / 1e6, findings: findings.length };
}

const benchmark: Benchmark = {
  title: "CPU time of scoring; growth is the cost of a table among the most to that among the fewest, 1 is linear",
  run: () =>
    Object.entries({ guide, waivers }).flatMap(([name, toWork]) => {
      measure(toWork(SIZES[0] as number));
      let fewest: number | null = null;
      return SIZES.map((tables): Row => {
        const work = toWork(tables);
        const runs = Array.from({ length: RUNS }, () => measure(work));
        const seconds = Math.min(...runs.map((run) => run.seconds));
        fewest ??= seconds / tables;
        return {
          rules: name,
          tables,
          findings: runs[0]?.findings ?? 0,
          "CPU s": Number(seconds.toFixed(3)),
          "µs a table": Math.round((1e6 * seconds) / tables),
          growth: Number((seconds / tables / fewest).toFixed(2)),
        };
      });
    }),
};

export default benchmark;
