import { describe, expect, test } from "vitest";
import type { Decision } from "../../src/model/decision.ts";
import { fail } from "../../src/model/own-rule.ts";
import { notApplicable, PROJECT, pass } from "../../src/model/rule.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aColumn, aConfig, aTable } from "../support/catalog.ts";
import { aProjectRule, aRule } from "../support/fake-rules.ts";

const PRESET = { id: "short-mark", reason: "Marks are three letters long by the depot's own rule" };
const NOTE = "The forwarder prints no more than three letters";

/** Fails what is called a mark, and knows itself that a short one is fine. */
const LIMITED = aRule("limited", {
  justifiable: true,
  find: (table) => table.columns,
  judge: ({ name }) => {
    if (name === "label") return pass;
    return fail([`${name} is limited.`], name === "short_mark" ? { preset: PRESET } : {});
  },
});

function score(columns: readonly string[], decisions: Decision[] = []) {
  const relations = ["crates", "wagons"].map((name) =>
    aTable(name, { columns: columns.map((column) => aColumn(column)) }),
  );
  const catalog = aCatalog({ relations: relations.slice(0, columns.includes("label") ? 1 : 2) });
  return buildScorecard(catalog, {
    rules: [LIMITED],
    config: aConfig(),
    decisions,
    attestations: [],
    asOf: "2026-11-23",
  });
}

function aDecision(subject: string, given: Partial<Decision> = {}): Decision {
  return {
    carrier: "note",
    place: "marks",
    rule: "limited",
    subject,
    kind: "justified",
    reason: NOTE,
    owner: null,
    reviewBy: null,
    date: null,
    ...given,
  };
}

const BY_PRESET = {
  carrier: "preset",
  place: "short-mark",
  kind: "justified",
  rule: "limited",
  reason: PRESET.reason,
  owner: null,
  until: null,
  on: null,
  evidence: null,
  state: "active",
} as const;

describe("what a preset covers", () => {
  test("is justified, neutral in the score, and listed with the waivers, one a subject", () => {
    const { relations, findings, waivers } = score(["short_mark"]);
    const subjects = { pass: 0, fail: 0, excused: 1, notAssessed: 0, notApplicable: 0 };
    const result = { rule: "limited", verdict: "justified", reason: [PRESET.reason], subjects };
    expect(relations.map(({ results, points }) => ({ results, points }))).toEqual([
      { results: [result], points: { pass: 0, fail: 0, excused: 3, unassessed: 0 } },
      { results: [result], points: { pass: 0, fail: 0, excused: 3, unassessed: 0 } },
    ]);
    expect(findings.map(({ waiverKey, verdict, waiver }) => [waiverKey, verdict, waiver])).toEqual([
      ["public.crates.short_mark", "justified", 0],
      ["public.wagons.short_mark", "justified", 1],
    ]);
    expect(waivers).toEqual([
      { ...BY_PRESET, subject: "public.crates.short_mark" },
      { ...BY_PRESET, subject: "public.wagons.short_mark" },
    ]);
  });

  test("fails no rule that others pass, and excuses no other subject", () => {
    expect(score(["label", "short_mark"]).relations[0]?.results[0]?.verdict).toBe("pass");
    const { relations, findings } = score(["label", "mark", "short_mark"]);
    expect(relations[0]?.results[0]).toMatchObject({ verdict: "fail", subjects: { pass: 1, fail: 1, excused: 1 } });
    expect(findings.map(({ waiverKey, verdict }) => `${verdict} ${waiverKey}`)).toEqual([
      "fail public.crates.mark",
      "justified public.crates.short_mark",
    ]);
  });

  test("is nothing where no subject is covered", () => {
    expect(score(["mark"]).waivers).toEqual([]);
  });
});

describe("a person's word on what a preset covers", () => {
  test("wins, and the preset is not listed there", () => {
    const { findings, waivers } = score(["label", "short_mark"], [aDecision("public.crates.short_mark")]);
    expect(findings.map(({ rule, waiver }) => [rule, waiver])).toEqual([["limited", 0]]);
    expect(waivers.map(({ carrier, place, state }) => [carrier, place, state])).toEqual([["note", "marks", "active"]]);
  });

  test("gives way once it has ended", () => {
    const ended = aDecision("public.crates.short_mark", { kind: "waived", reviewBy: "2026-01-01" });
    const { findings, waivers } = score(["label", "short_mark"], [ended]);
    expect(findings.map(({ rule, verdict, waiver }) => [rule, verdict, waiver])).toEqual([
      ["limited", "justified", 1],
      ["waiver-expired", "fail", null],
    ]);
    expect(waivers.map(({ carrier, state }) => [carrier, state])).toEqual([
      ["note", "expired"],
      ["preset", "active"],
    ]);
  });

  test("stands before presets in the list, whatever the names", () => {
    const { findings, waivers } = score(["short_mark"], [aDecision("public.wagons.short_mark")]);
    expect(waivers.map(({ carrier, subject }) => [carrier, subject])).toEqual([
      ["note", "public.wagons.short_mark"],
      ["preset", "public.crates.short_mark"],
    ]);
    expect(findings.map(({ waiverKey, waiver }) => [waiverKey, waiver])).toEqual([
      ["public.crates.short_mark", 1],
      ["public.wagons.short_mark", 0],
    ]);
  });
});

test("a rule about the project may bring presets along too", () => {
  const roles = ["owner", "reader"].map((name) => ({ ...PROJECT, kind: "role", name }));
  const rule = aProjectRule("quiet", {
    find: () => roles,
    judge: ({ name }) => (name === "owner" ? fail(["It is loud."], { preset: PRESET }) : notApplicable(["it is mute"])),
  });
  const { project, waivers } = buildScorecard(aCatalog({}), {
    rules: [rule],
    config: aConfig(),
    decisions: [],
    attestations: [],
    asOf: null,
  });
  expect(project.map(({ verdict, reason }) => [verdict, reason])).toEqual([["justified", [PRESET.reason]]]);
  expect(waivers).toEqual([{ ...BY_PRESET, rule: "quiet", subject: "role owner" }]);
});
