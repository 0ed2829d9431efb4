import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/content/config.ts";
import { buildOwnRules } from "../../src/content/own-rules.ts";
import type { Rule } from "../../src/model/rule.ts";
import { toPlainText } from "../../src/model/sentence.ts";
import { UserError } from "../../src/model/user-error.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { aCatalog, aColumn, aConfig, aTable } from "../support/catalog.ts";
import { aProjectRule, aRule } from "../support/fake-rules.ts";

const OURS: readonly Rule[] = [aRule("key-given"), aProjectRule("backup-made")];

let folder: string;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cartulary-own-rules-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** The rules of a configuration, as it is written between the brackets of `ownRules`. */
async function load(ownRules: string): Promise<Rule[]> {
  files += 1;
  const file = join(folder, `own-${files}.config.mjs`);
  await writeFile(file, `export default { ownRules: [\n${ownRules}\n] };\n`);
  const read = await readConfig(file, folder);
  return buildOwnRules(read.ownRules, OURS, "own.config.mjs");
}

const SAID = `title: "It is small.", why: "So that it is read."`;

/** Message, place with the folder taken away, and hint. */
async function refusalOf(work: Promise<unknown>): Promise<[string, string | null, string | null]> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const place = (error.place ?? "").replaceAll("\\", "/").replace(relative("", folder).replaceAll("\\", "/"), "");
    return [error.message, place.replace(/own-\d+/, "own"), error.hint];
  }
  throw new Error("The rules were taken.");
}

const catalog = aCatalog({ relations: [aTable("orders", { columns: [aColumn("total"), aColumn("note")] })] });

function judged(rules: readonly Rule[]) {
  return buildScorecard(catalog, { rules, config: aConfig(), decisions: [], attestations: [], asOf: null });
}

describe("an own rule", () => {
  test("needs an id, a title, a reason and a judgement, and has a default for all else", async () => {
    const [rule] = await load(`{ id: "table-small", ${SAID}, judge: () => ({ verdict: "pass" }) }`);
    expect(rule).toEqual({
      id: "table-small",
      scope: "table",
      statement: "own",
      title: "It is small.",
      why: "So that it is read.",
      severity: "medium",
      score: "none",
      group: "Structure",
      profile: "own",
      evidence: "catalog",
      subjects: "tables",
      requires: [],
      justifiable: false,
      options: {},
      sameAs: [],
      exempt: [],
      find: expect.any(Function),
      judge: expect.any(Function),
    });
    expect(judged([rule as Rule]).relations[0]?.results).toEqual([
      {
        rule: "table-small",
        verdict: "pass",
        reason: null,
        subjects: { pass: 1, fail: 0, excused: 0, notAssessed: 0, notApplicable: 0 },
      },
    ]);
  });

  test("judges what it finds, with its options and with what mends it", async () => {
    const rules = await load(`{
      id: "column-short", ${SAID}, subjects: "columns", score: "tables", severity: "low",
      options: { most: { type: "integer", default: 4, minimum: 1, description: "Letters." } },
      find: (table) => table.columns,
      judge: ({ name }, table, { options }) => name.length <= options.most ? { verdict: "pass" } : {
        verdict: "fail",
        message: ["Column ", { code: name }, " is long."],
        remedy: { sql: [\`ALTER TABLE \${table.name} RENAME \${name} TO x\`], lock: "none to speak of", proven: null },
      },
    }`);
    const { findings, scores } = judged(rules);
    expect(
      findings.map(({ fingerprint, message, remedy }) => [fingerprint, toPlainText(message), remedy?.sql]),
    ).toEqual([
      ["column-short|public.orders|column:total", "Column total is long.", ["ALTER TABLE orders RENAME total TO x"]],
    ]);
    expect(scores.tables.points).toEqual({ pass: 0, fail: 1, excused: 0, unassessed: 0 });
  });

  test("may bring along a preset, by which what it fails is justified", async () => {
    const rules = await load(`{
      id: "a", ${SAID}, justifiable: true,
      judge: () => ({ verdict: "fail", message: ["No."], preset: { id: "known", reason: "Everybody knows" } }),
    }`);
    const { findings, waivers } = judged(rules);
    expect(findings.map(({ verdict, waiver }) => [verdict, waiver])).toEqual([["justified", 0]]);
    expect(waivers.map(({ carrier, place, reason }) => [carrier, place, reason])).toEqual([
      ["preset", "known", "Everybody knows"],
    ]);
  });

  test("gives and takes no points unless it says in which score", async () => {
    const rules = await load(`{ id: "a", ${SAID}, judge: () => ({ verdict: "fail", message: ["No."] }) }`);
    const { findings, scores } = judged(rules);
    expect(findings.length).toBe(1);
    expect(scores.tables.points).toEqual({ pass: 0, fail: 0, excused: 0, unassessed: 0 });
  });

  test("may be about the project, and a person's word then counts for as long as it says", async () => {
    const [rule] = await load(
      `{ id: "a", scope: "project", ${SAID}, validity: 30, judge: () => ({ verdict: "not assessed", reason: ["x"] }) }`,
    );
    const attestation = {
      rule: "a",
      on: "2026-11-01",
      by: "a.person",
      evidence: null,
      carrier: "note" as const,
      place: "a-note",
      date: null,
    };
    const { project } = buildScorecard(catalog, {
      rules: [rule as Rule],
      config: aConfig(),
      decisions: [],
      attestations: [attestation],
      asOf: "2026-11-23",
    });
    expect(project.map(({ verdict, reason }) => [verdict, toPlainText(reason ?? [])])).toEqual([
      ["attested", "attested by a.person on 2026-11-01"],
    ]);
  });

  test("may require ours, and is blocked where ours fails", async () => {
    const rules = await load(`{ id: "a", ${SAID}, requires: ["key-given"], judge: () => ({ verdict: "pass" }) }`);
    const failing = aRule("key-given", { judge: () => ({ verdict: "fail", message: ["No key."] }) });
    expect(judged([failing, ...rules]).relations[0]?.results.map(({ verdict }) => verdict)).toEqual(["fail", "n.a."]);
  });
});

describe("an own rule is refused", () => {
  const JUDGED = `judge: () => ({ verdict: "pass" })`;

  test.each([
    [
      "with an id that is not kebab-case",
      `{ id: "TableSmall", ${SAID}, ${JUDGED} }`,
      "The configuration cannot be used: ownRules[0].id: expected lowercase words with hyphens between them, such as table-owner.",
      "/own.config.mjs",
      null,
    ],
    [
      "with an id that a fault of a waiver has",
      `{ id: "waiver-unused", ${SAID}, ${JUDGED} }`,
      "The configuration cannot be used: ownRules[0].id: expected lowercase words with hyphens between them, such as table-owner.",
      "/own.config.mjs",
      null,
    ],
    [
      "with the id of one of ours",
      `{ id: "key-given", ${SAID}, ${JUDGED} }`,
      "Your own rule key-given has the id of one of ours.",
      "own.config.mjs, ownRules[0]",
      'Call it otherwise, and turn ours off with rules: { "key-given": { off: true } } if it takes its place.',
    ],
    [
      "with the id of another",
      `{ id: "a", ${SAID}, ${JUDGED} }, { id: "a", ${SAID}, ${JUDGED} }`,
      "Two of your own rules are called a.",
      "own.config.mjs, ownRules[1]",
      null,
    ],
    [
      "without a title",
      `{ id: "a", why: "x", ${JUDGED} }`,
      "The configuration cannot be used: ownRules[0].title: expected string, received undefined.",
      "/own.config.mjs",
      null,
    ],
    [
      "without a judgement",
      `{ id: "a", ${SAID} }`,
      "The configuration cannot be used: ownRules[0].judge: expected a function.",
      "/own.config.mjs",
      null,
    ],
    [
      "that finds by something else than a function",
      `{ id: "a", ${SAID}, find: "columns", ${JUDGED} }`,
      "The configuration cannot be used: ownRules[0].find: expected a function.",
      "/own.config.mjs",
      null,
    ],
    [
      "of a severity that there is not",
      `{ id: "a", ${SAID}, severity: "blocker", ${JUDGED} }`,
      'The configuration cannot be used: ownRules[0].severity: expected one of "critical"|"high"|"medium"|"low"|"info".',
      "/own.config.mjs",
      null,
    ],
    [
      "of a group that there is not",
      `{ id: "a", ${SAID}, group: "Ours", ${JUDGED} }`,
      'The configuration cannot be used: ownRules[0].group: expected one of "Structure"|"Naming"|"Types"|"Indexing"|"Migrations"|"Security"|"Backup"|"Testing"|"Documentation".',
      "/own.config.mjs",
      null,
    ],
    [
      "with a key that is none",
      `{ id: "a", ${SAID}, serverity: "low", ${JUDGED} }`,
      "The configuration has an unknown key serverity in ownRules[0].",
      "/own.config.mjs",
      "Did you mean severity?",
    ],
    [
      "that judges tables and says how long a word counts",
      `{ id: "a", ${SAID}, validity: 9, ${JUDGED} }`,
      "The configuration cannot be used: ownRules[0].validity: expected only of a rule about the project.",
      "/own.config.mjs",
      null,
    ],
    [
      "that is about the project and requires another",
      `{ id: "a", scope: "project", ${SAID}, requires: ["key-given"], ${JUDGED} }`,
      "The configuration cannot be used: ownRules[0].requires: expected only of a rule that judges tables.",
      "/own.config.mjs",
      null,
    ],
    [
      "that requires one that there is not",
      `{ id: "a", ${SAID}, requires: ["key-givne"], ${JUDGED} }`,
      "Your own rule a requires key-givne, and there is no such rule.",
      "own.config.mjs",
      "Is key-given meant?",
    ],
    [
      "that requires one about the project",
      `{ id: "a", ${SAID}, requires: ["backup-made"], ${JUDGED} }`,
      "Your own rule a requires backup-made, which judges no tables.",
      "own.config.mjs",
      null,
    ],
    [
      "that requires itself by way of another",
      `{ id: "a", ${SAID}, requires: ["b"], ${JUDGED} }, { id: "b", ${SAID}, requires: ["a"], ${JUDGED} }`,
      "Your own rules require each other in a circle: a, b, a.",
      "own.config.mjs",
      null,
    ],
    [
      "with an option that does not allow its default",
      `{ id: "a", ${SAID}, options: { most: { type: "integer", default: 0, minimum: 1, description: "x" } }, ${JUDGED} }`,
      "The option most of your own rule a does not allow its default.",
      "own.config.mjs, ownRules[0]",
      null,
    ],
  ])("%s", async (_, ownRules, message, place, hint) => {
    expect(await refusalOf(load(ownRules))).toEqual([message, place, hint]);
  });

  test("in a configuration that is JSON", async () => {
    const file = join(folder, "own.config.json");
    await writeFile(file, '{ "ownRules": [] }');
    expect(await refusalOf(readConfig(file, folder))).toEqual([
      "A configuration in JSON cannot hold rules of your own.",
      "/own.config.json",
      "Rules are functions. Call the file cartulary.config.ts or .mjs, and write export default before the brace.",
    ]);
  });
});

describe("an own rule that goes wrong is told with its name, the table and the line", () => {
  const FIND =
    "find gives a list of subjects, each with its kind and name; of a rule about the project with schema and relation too.";
  const JUDGE = "judge gives pass, fail(…), notApplicable(…) or notAssessed(…), each with a sentence, a list of texts.";
  const MEND = "The rule is your own: mend it where it is written, or take it out of ownRules.";

  test.each([
    [
      "where judge throws",
      `{ id: "a", ${SAID}, find: (table) => table.columns,\n judge: (column) => column.typ.length }`,
      "Your own rule a failed on column total of public.orders: TypeError: Cannot read properties of undefined (reading 'length')",
      "/own.config.mjs:3",
      MEND,
    ],
    [
      "where find throws what is no error",
      `{ id: "a", ${SAID}, find() { throw "too much"; }, judge: () => ({ verdict: "pass" }) }`,
      "Your own rule a failed on public.orders: too much",
      "own.config.mjs",
      MEND,
    ],
    [
      "where find of the project throws",
      `{ id: "a", scope: "project", ${SAID},\n\n find() { throw new Error("nothing"); }, judge: () => ({ verdict: "pass" }) }`,
      "Your own rule a failed on the project: Error: nothing",
      "/own.config.mjs:4",
      MEND,
    ],
    [
      "where judge gives nothing",
      `{ id: "a", ${SAID}, judge() {} }`,
      "Your own rule a says what no rule can say of public.orders: Invalid input: expected object, received undefined.",
      "own.config.mjs",
      JUDGE,
    ],
    [
      "where judge says later what it thinks",
      `{ id: "a", ${SAID}, async judge() { return { verdict: "pass" }; } }`,
      "Your own rule a says what no rule can say of public.orders: verdict: Invalid discriminator value. Expected 'pass' | 'n.a.' | 'not assessed' | 'fail'.",
      "own.config.mjs",
      JUDGE,
    ],
    [
      "where a message is no sentence",
      `{ id: "a", ${SAID}, judge: () => ({ verdict: "fail", message: "It is too long." }) }`,
      "Your own rule a says what no rule can say of public.orders: message: Invalid input: expected array, received string.",
      "own.config.mjs",
      JUDGE,
    ],
    [
      "where find gives no subjects",
      `{ id: "a", ${SAID}, find: (table) => table.columns.map(({ name }) => name), judge: () => ({ verdict: "pass" }) }`,
      "Your own rule a says what no rule can say of public.orders: 0: Invalid input: expected object, received string.",
      "own.config.mjs",
      FIND,
    ],
  ])("%s", async (_, ownRules, message, place, hint) => {
    const rules = await load(ownRules);
    const work = async () => judged(rules);
    expect(await refusalOf(work())).toEqual([message, place, hint]);
  });
});
