import { describe, expect, test } from "vitest";
import type { UserConfig } from "../../src/model/config.ts";
import type { Decision } from "../../src/model/decision.ts";
import { fail } from "../../src/model/own-rule.ts";
import type { Relation } from "../../src/model/relation.ts";
import { notAssessed, pass } from "../../src/model/rule.ts";
import { toPlainText } from "../../src/model/sentence.ts";
import { buildScorecard } from "../../src/score/index.ts";
import {
  aCatalog,
  aColumn,
  aConfig,
  aConstraint,
  anEnum,
  anEnumColumn,
  aSequence,
  aTable,
  aView,
} from "../support/catalog.ts";
import { aColumnRule, anAttestedRule, aRule, aRuleSaying } from "../support/fake-rules.ts";

const REASON = "the scale cannot read anything else";

function aDecision(rule: string, subject: string, given: Partial<Decision> = {}): Decision {
  return {
    carrier: "note",
    place: "scales",
    rule,
    subject,
    kind: "waived",
    reason: REASON,
    owner: null,
    reviewBy: "2027-06-30",
    date: "2026-06-30",
    ...given,
  };
}

const RULES = [
  aRuleSaying("keyed", fail(["No key."])),
  aColumnRule("typed", ["weight", "label"], { justifiable: true }),
  aRuleSaying("pk-required", fail(["No key."]), { severity: "critical" }),
  aRuleSaying("sec-open", fail(["Open."]), { justifiable: true }),
  aRule("met"),
  aRuleSaying("unknown", notAssessed(["It is not known."])),
  anAttestedRule("restored"),
];

const CRATES = aTable("crates", { columns: [aColumn("label"), aColumn("weight"), aColumn("id")] });

interface Given {
  decisions?: Decision[];
  relations?: Relation[];
  config?: UserConfig;
  asOf?: string | null;
  rules?: typeof RULES;
  more?: Parameters<typeof aCatalog>[0];
}

function score({
  decisions = [],
  relations = [CRATES],
  config = {},
  asOf = "2026-11-23",
  rules = RULES,
  more = {},
}: Given) {
  const catalog = aCatalog({ relations, ...more });
  return buildScorecard(catalog, { rules, config: aConfig(config), decisions, attestations: [], asOf });
}

/** What was excused: key and, by its place and carrier, the waiver that did it. */
function excused(given: Given): string[] {
  const { findings, waivers } = score(given);
  return findings
    .filter((finding) => finding.waiver !== null)
    .map(({ rule, waiverKey, verdict, waiver }) => {
      const by = waivers[waiver as number];
      return `${rule} ${waiverKey} ${verdict} by ${by?.carrier} ${by?.place}`;
    });
}

/** The faults found: id and sentence. */
function faults(given: Given): string[] {
  return score(given)
    .findings.filter((finding) => finding.rule.startsWith("waiver-"))
    .map(({ rule, message }) => `${rule}: ${toPlainText(message)}`);
}

function states(given: Given): string[] {
  return score(given).waivers.map(({ rule, carrier, state }) => `${rule} ${carrier} ${state}`);
}

describe("a decision", () => {
  test("on a table excuses every failing subject of its rule there, and nothing else", () => {
    expect(excused({ decisions: [aDecision("typed", "public.crates")] })).toEqual([
      "typed public.crates.label waived by note scales",
      "typed public.crates.weight waived by note scales",
    ]);
  });

  test("on a column excuses that column alone", () => {
    const decisions = [aDecision("typed", "public.crates.weight", { kind: "justified", reviewBy: null })];
    expect(excused({ decisions })).toEqual(["typed public.crates.weight justified by note scales"]);
  });

  test("matches however its names are quoted, and only in their own case", () => {
    expect(excused({ decisions: [aDecision("typed", '"public"."crates"."weight"')] })).toHaveLength(1);
    expect(faults({ decisions: [aDecision("typed", "public.Crates.weight")] })).toEqual([
      "waiver-no-subject: The waiver of typed on public.Crates.weight in the design note scales names an object that the catalog does not have. Is public.crates meant?",
    ]);
  });

  test("on a constraint does not reach a column of the same name, nor the other way", () => {
    const rules = [
      aRule("named", {
        find: (table) => [...table.columns, ...table.constraints],
        judge: () => fail(["No."]),
      }),
    ];
    const table = aTable("crates", {
      columns: [aColumn("label")],
      constraints: [aConstraint("label", { kind: "check" })],
    });
    const on = (subject: string) => excused({ rules, relations: [table], decisions: [aDecision("named", subject)] });
    expect(on("public.crates#label")).toEqual(["named public.crates#label waived by note scales"]);
    expect(on("public.crates.label")).toEqual(["named public.crates.label waived by note scales"]);
  });

  test("excuses up to and on its review-by day", () => {
    const decisions = [aDecision("keyed", "public.crates", { reviewBy: "2026-11-23" })];
    expect(excused({ decisions })).toHaveLength(1);
    expect([excused({ decisions, asOf: "2026-11-24" }), states({ decisions, asOf: "2026-11-24" })]).toEqual([
      [],
      ["keyed note expired"],
    ]);
    expect(faults({ decisions, asOf: "2026-11-24" })).toEqual([
      "waiver-expired: The waiver of keyed on public.crates in the design note scales ended on 2026-11-23: the rule counts again.",
    ]);
  });

  test("counts as running where no date is known, and one finding says that expiry was not judged", () => {
    const decisions = [
      aDecision("keyed", "public.crates"),
      aDecision("typed", "public.crates", { reviewBy: "1999-01-01" }),
    ];
    expect(excused({ decisions, asOf: null })).toHaveLength(3);
    expect(faults({ decisions, asOf: null })).toEqual([
      "waiver-expiry-unknown: 2 waivers have a review-by date that could not be judged, because the catalog carries no date.",
    ]);
  });
});

describe("decisions in comments", () => {
  test("excuse the object that they stand on", () => {
    const comment = `What is in the hall.\n@waive keyed until 2027-01-31: ${REASON}`;
    const weight = aColumn("weight", "real", { comment: `@justify typed: ${REASON}` });
    const relations = [aTable("crates", { comment, columns: [weight, aColumn("label")] })];
    expect(excused({ relations })).toEqual([
      "keyed public.crates waived by comment public.crates",
      "typed public.crates.weight justified by comment public.crates.weight",
    ]);
  });

  test("on an enum type cover all its columns, as one waiver", () => {
    const rules = [aColumnRule("typed", ["mood", "former_mood", "label"], { justifiable: true })];
    const mood = { schema: "public", name: "mood" };
    const relations = [
      aTable("crates", { columns: [anEnumColumn("mood", mood), aColumn("label")] }),
      aTable("wagons", { columns: [anEnumColumn("mood", mood), anEnumColumn("former_mood", mood)] }),
    ];
    const more = { types: [anEnum("mood", ["calm"], { comment: `@justify typed: ${REASON}` })] };
    const given = { rules, relations, more };
    expect(excused(given)).toEqual([
      "typed public.crates.mood justified by comment public.mood",
      "typed public.wagons.former_mood justified by comment public.mood",
      "typed public.wagons.mood justified by comment public.mood",
    ]);
    expect(states(given)).toEqual(["typed comment active"]);
  });

  test("on an enum type without a judged column are a fault", () => {
    const more = { types: [anEnum("mood", ["calm"], { comment: `@justify typed: ${REASON}` })] };
    expect(faults({ more })).toEqual([
      "waiver-no-subject: The justification of typed on public.mood in its comment covers no column: no table that is judged uses the type.",
    ]);
  });

  test("on excluded relations and extension members are not read", () => {
    const comment = `@waive nonsense: ${REASON}`;
    const relations = [
      aTable("crates", { schema: "vendor", comment }),
      aTable("layer", { comment, extension: "postgis" }),
    ];
    expect(score({ relations, config: { exclude: ["vendor"] } }).waivers).toEqual([]);
  });
});

describe("waivers of the config", () => {
  test("excuse whatever their patterns match, tables and parts", () => {
    const waivers = [
      { rule: "keyed", subjects: ["public.*"], reason: REASON, reviewBy: "2027-01-31" },
      { rule: "typed", subjects: ["**.weight"], kind: "justified" as const, reason: REASON },
    ];
    expect(excused({ config: { waivers } })).toEqual([
      "keyed public.crates waived by config config",
      "typed public.crates.weight justified by config config",
    ]);
  });

  test("are listed a pattern each, so that one which matches nothing shows", () => {
    const waivers = [{ rule: "keyed", subjects: ["public.*", "depot.*"], reason: REASON, reviewBy: "2027-01-31" }];
    expect(states({ config: { waivers } })).toEqual(["keyed config invalid", "keyed config active"]);
    expect(faults({ config: { waivers } })).toEqual([
      "waiver-no-subject: The waiver of keyed on depot.* in the config matches nothing that is judged.",
    ]);
  });
});

describe("of several decisions on one subject", () => {
  const comment = `@waive keyed until 2027-01-31: ${REASON}`;
  const relations = [aTable("crates", { comment })];
  const config = { waivers: [{ rule: "keyed", subjects: ["**"], reason: REASON, reviewBy: "2027-01-31" }] };
  const decisions = [aDecision("keyed", "public.crates")];

  test("the note wins over the comment, and the comment over the config; the others are duplicates", () => {
    expect(excused({ relations, config, decisions })).toEqual(["keyed public.crates waived by note scales"]);
    expect(excused({ relations, config })).toEqual(["keyed public.crates waived by comment public.crates"]);
    expect(states({ relations, config, decisions })).toEqual([
      "keyed config duplicate",
      "keyed note active",
      "keyed comment duplicate",
    ]);
    expect(faults({ relations, config, decisions })).toEqual([
      "waiver-duplicate: The waiver of keyed on public.crates in its comment excuses only what is excused already in the design note scales.",
      "waiver-duplicate: The waiver of keyed on ** in the config excuses only what is excused already in the design note scales.",
    ]);
  });

  test("one that has ended gives way", () => {
    const ended = [aDecision("keyed", "public.crates", { reviewBy: "2026-01-01", date: null })];
    expect(excused({ relations, decisions: ended })).toEqual(["keyed public.crates waived by comment public.crates"]);
    expect(states({ relations, decisions: ended })).toEqual(["keyed note expired", "keyed comment active"]);
    const [fault] = faults({ relations, decisions: ended });
    expect(fault).toMatch(/ended on 2026-01-01; what it excused is excused in the comment on public\.crates now\.$/);
  });

  test("a note on the whole table wins over a comment on the column", () => {
    const weight = aColumn("weight", "real", { comment: `@justify typed: ${REASON}` });
    const given = {
      relations: [aTable("crates", { columns: [weight] })],
      decisions: [aDecision("typed", "public.crates")],
    };
    expect(excused(given)).toEqual(["typed public.crates.weight waived by note scales"]);
    expect(states(given)).toEqual(["typed note active", "typed comment duplicate"]);
  });

  test("of one carrier the one that names the very object wins, and the wider one is no duplicate while it excuses more", () => {
    const both = [aDecision("typed", "public.crates", { place: "wide" }), aDecision("typed", "public.crates.weight")];
    expect(excused({ decisions: both })).toEqual([
      "typed public.crates.label waived by note wide",
      "typed public.crates.weight waived by note scales",
    ]);
    expect(faults({ decisions: both })).toEqual([]);
  });
});

describe("a decision that excuses nothing", () => {
  test("because the rule is met or turned off is unused", () => {
    const decisions = [aDecision("met", "public.crates"), aDecision("keyed", "public.crates")];
    const given = { decisions, config: { rules: { keyed: { off: true } } } };
    expect(states(given)).toEqual(["keyed note unused", "met note unused"]);
    expect(faults(given)).toEqual([
      "waiver-unused: The waiver of keyed on public.crates in the design note scales excuses nothing: the rule is met, does not apply or is turned off.",
      "waiver-unused: The waiver of met on public.crates in the design note scales excuses nothing: the rule is met, does not apply or is turned off.",
    ]);
  });

  test("because another object on the table fails is told which", () => {
    const decisions = [aDecision("keyed", "public.crates.weight")];
    expect(faults({ decisions })).toEqual([
      "waiver-unused: The waiver of keyed on public.crates.weight in the design note scales excuses nothing: the rule fails not there but on public.crates.",
    ]);
  });

  test("is left alone while the rule is not assessed or blocked there", () => {
    const rules = [...RULES, aRuleSaying("later", fail(["No."]), { requires: ["keyed"] })];
    const waivers = [
      { rule: "later", subjects: ["public.crates.label", "public.*"], reason: REASON, reviewBy: "2027-01-31" },
      { rule: "unknown", subjects: ["**"], reason: REASON, reviewBy: "2027-01-31" },
    ];
    const decisions = [aDecision("unknown", "public.crates"), aDecision("later", "public.crates.weight")];
    const given = { rules, decisions, config: { waivers } };
    expect(new Set(states(given).map((line) => line.split(" ")[2]))).toEqual(new Set(["active"]));
    expect(faults(given)).toEqual([]);
  });

  test("is unused although the rule is blocked on a table that it does not reach", () => {
    const keyed = aRule("keyed", { judge: (_, { name }) => (name === "crates" ? fail(["No key."]) : pass) });
    const rules = [keyed, aRule("later", { requires: ["keyed"] })];
    const waivers = [{ rule: "later", subjects: ["public.wagon*"], reason: REASON, reviewBy: "2027-01-31" }];
    const given = { rules, relations: [CRATES, aTable("wagons")], config: { waivers } };
    expect(states(given)).toEqual(["later config unused"]);
  });
});

describe("a decision with a fault excuses nothing, and the fault is found", () => {
  test.each<[string, Decision, string[]]>([
    [
      "an unknown rule",
      aDecision("typd", "public.crates"),
      ["waiver-unknown-rule: … names no rule that exists. Is typed meant?"],
    ],
    ["a rule like no other", aDecision("zzz", "public.crates"), ["waiver-unknown-rule: … names no rule that exists."]],
    [
      "a project's rule",
      aDecision("restored", "public.crates"),
      ["waiver-invalid: … excuses a rule that only an attestation can meet."],
    ],
    [
      "a justification without an escape",
      aDecision("keyed", "public.crates", { kind: "justified" }),
      ["waiver-invalid: … justifies a rule that has no escape; it can only be waived, with a date to review it."],
    ],
    ["no reason", aDecision("keyed", "public.crates", { reason: "  " }), ["waiver-reason: … gives no reason."]],
    [
      "a short reason",
      aDecision("keyed", "public.crates", { reason: "we  like \n it so" }),
      ["waiver-reason: … has a reason of fewer than 15 characters: we like it so."],
    ],
    [
      "a placeholder",
      aDecision("keyed", "public.crates", { reason: "TODO: write down why" }),
      ["waiver-reason: … has a placeholder for a reason: TODO: write down why."],
    ],
    [
      "a placeholder in brackets",
      aDecision("keyed", "public.crates", { reason: "<the reason goes here>" }),
      ["waiver-reason: … has a placeholder for a reason: <the reason goes here>."],
    ],
    [
      "no words",
      aDecision("keyed", "public.crates", { reason: "................" }),
      ["waiver-reason: … has a placeholder for a reason: ................."],
    ],
    [
      "no review-by",
      aDecision("keyed", "public.crates", { reviewBy: null }),
      ["waiver-invalid: … has no review-by date."],
    ],
    [
      "a review-by that is no date",
      aDecision("keyed", "public.crates", { reviewBy: "2026-02-30" }),
      ["waiver-invalid: … has a review-by that is no date of the form 2026-12-31: 2026-02-30."],
    ],
    [
      "a review-by too far off",
      aDecision("keyed", "public.crates", { reviewBy: "2028-07-01" }),
      ["waiver-invalid: … has its review-by 2028-07-01 more than 24 months after the note's date 2026-06-30."],
    ],
    [
      "a grave rule without an owner",
      aDecision("pk-required", "public.crates"),
      ["waiver-invalid: … needs an owner, since the rule guards against loss."],
    ],
    [
      "a grave rule justified without a date",
      aDecision("sec-open", "public.crates", { kind: "justified", owner: "depot", reviewBy: null }),
      ["waiver-invalid: … needs an owner and a review-by date, since the rule guards against loss."],
    ],
    [
      "two faults of a kind and one of another",
      aDecision("keyed", "public.crates", { kind: "justified", reviewBy: "soon", reason: "" }),
      [
        "waiver-invalid: … justifies a rule that has no escape; it can only be waived, with a date to review it. It has a review-by that is no date of the form 2026-12-31: soon.",
        "waiver-reason: … gives no reason.",
      ],
    ],
    [
      "a subject that is no key",
      aDecision("keyed", "crates"),
      [
        "waiver-no-subject: … names no object. A subject is written schema.table, schema.table.column or schema.table#constraint_or_index.",
      ],
    ],
    [
      "a part that is not there",
      aDecision("typed", "public.crates.wieght"),
      ["waiver-no-subject: … names a part that public.crates does not have. Is public.crates.weight meant?"],
    ],
    [
      "a view",
      aDecision("typed", "public.heavy_crates.id"),
      ["waiver-no-subject: … is about public.heavy_crates, which is not judged: it is a view."],
    ],
  ])("%s", (_, decision, expected) => {
    const given = { decisions: [decision], relations: [CRATES, aView("heavy_crates")] };
    const shortened = faults(given).map((line) =>
      line.replace(/: The (waiver|justification) of .*? in the design note scales /, ": … "),
    );
    expect(shortened).toEqual(expected);
    expect([excused(given), states(given)]).toEqual([[], [`${decision.rule} note invalid`]]);
  });

  test("except that exactly 24 months, exactly 15 characters and a grave rule with owner and date are fine", () => {
    const decisions = [
      aDecision("keyed", "public.crates", { reviewBy: "2028-06-30", reason: "15 letters long" }),
      aDecision("pk-required", "public.crates", { owner: "depot" }),
    ];
    expect(faults({ decisions })).toEqual([]);
    expect(excused({ decisions })).toHaveLength(2);
  });

  test("a comment cannot name an owner, and is told where one can", () => {
    const relations = [aTable("crates", { comment: `@waive pk-required until 2027-01-31: ${REASON}` })];
    expect(faults({ relations })).toEqual([
      "waiver-invalid: The waiver of pk-required on public.crates in its comment needs an owner, since the rule guards against loss. Write it in a design note, which has room for one.",
    ]);
  });
});

test("a tag that names no rule, or is not written as tags are, is told how they are written", () => {
  const tagged = aTable("crates", { comment: "@waive\n@waive keyed until 2027-01-31 for the scale" });
  const how = "A tag is written @waive pk-uuid until 2026-12-31: why.";
  expect(faults({ relations: [tagged] })).toEqual([
    "waiver-invalid: The waiver of keyed on public.crates in its comment has no review-by date.",
    `waiver-reason: The waiver of keyed on public.crates in its comment gives no reason. ${how}`,
    `waiver-unknown-rule: The waiver on public.crates in its comment names no rule. ${how}`,
  ]);
});

test("a pattern in a note is told where patterns stand", () => {
  expect(faults({ decisions: [aDecision("keyed", "public.*")] })).toEqual([
    "waiver-no-subject: The waiver of keyed on public.* in the design note scales names an object that the catalog does not have. Patterns stand in the config; here each object has an entry of its own.",
  ]);
});

test("a rule and an object in another case are near", () => {
  expect(faults({ decisions: [aDecision("KEYED", "PUBLIC.CRATES")] })).toEqual([
    "waiver-no-subject: The waiver of KEYED on PUBLIC.CRATES in the design note scales names an object that the catalog does not have. Is public.crates meant?",
    "waiver-unknown-rule: The waiver of KEYED on PUBLIC.CRATES in the design note scales names no rule that exists. Is keyed meant?",
  ]);
});

test("a sequence that a column owns, or an identity column's, is a part of the table", () => {
  const sequence = {
    ...{
      schema: "public",
      name: "crates_no_seq",
      start: "1",
      increment: "1",
      minimum: "1",
      maximum: "9",
      cache: "1",
      cycle: false,
      lastValue: null,
      comment: null,
      privileges: [],
    },
  };
  const no = aColumn("no", "bigint", { identity: { generation: "always", sequence } });
  const ownedBy = { schema: "public", relation: "crates", column: "label" };
  const more = { sequences: [aSequence("labels", { ownedBy })] };
  const rules = [
    aRule("named", {
      find: () => ["crates_no_seq", "labels"].map((name) => ({ kind: "sequence", name })),
      judge: () => fail(["No."]),
    }),
  ];
  const decisions = [aDecision("named", "public.crates#crates_no_seq"), aDecision("named", "public.crates#labels")];
  expect(
    excused({ rules, relations: [aTable("crates", { columns: [no, aColumn("label")] })], more, decisions }),
  ).toHaveLength(2);
});

test("faults stand beside the relation that the waiver names, count in no score, and have fingerprints of their own", () => {
  const decisions = [
    aDecision("met", "public.crates", { place: "a" }),
    aDecision("met", "public.crates", { place: "b" }),
    aDecision("met", "lost.crates"),
  ];
  const scorecard = score({ decisions, rules: [aRule("met")] });
  expect(scorecard.scores.tables).toEqual({
    score: 100,
    grade: "A",
    coverage: 100,
    points: { pass: 3, fail: 0, excused: 0, unassessed: 0 },
  });
  expect(
    scorecard.findings.map(({ fingerprint, severity, verdict, waiverKey }) => [
      fingerprint,
      severity,
      verdict,
      waiverKey,
    ]),
  ).toEqual([
    ['waiver-no-subject||waiver:"met lost.crates (note scales)"', "medium", "fail", "lost.crates"],
    ['waiver-unused|public.crates|waiver:"met public.crates (note a)"', "low", "fail", "public.crates"],
    ['waiver-unused|public.crates|waiver:"met public.crates (note b)"', "low", "fail", "public.crates"],
  ]);
});
