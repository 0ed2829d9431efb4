import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readHistory } from "../../introspect/replay/layouts/index.ts";
import { readConfig } from "../../src/content/config.ts";
import { checkNotes, readNotes } from "../../src/content/notes.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import { compareText, quoteQualified } from "../../src/model/names.ts";
import type { Finding, Scorecard } from "../../src/model/scorecard.ts";
import { type Verdict, verdictSchema } from "../../src/model/verdict.ts";
import { rules } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { replayShared } from "../support/replaying.ts";

/** The date at which the sample is judged, here and in the demo: its attestations are written for it. */
const AS_OF = "2026-11-23T00:00:00.000Z";
const SAMPLE = resolve(import.meta.dirname, "../../content/creampie");

let catalog: Catalog;
let scorecard: Scorecard;

beforeAll(async () => {
  const { config } = await readConfig(join(SAMPLE, "cartulary.config.json"), SAMPLE);
  const notes = await readNotes(join(SAMPLE, config.notes ?? "content/notes"));
  catalog = await replayShared(await readHistory(join(SAMPLE, config.source ?? "")), { asOf: AS_OF });
  checkNotes(notes, catalog);
  scorecard = buildScorecard(catalog, {
    rules,
    config,
    decisions: notes.flatMap((note) => note.decisions),
    attestations: notes.flatMap((note) => note.attestations),
    asOf: AS_OF,
  });
}, 120_000);

/** The part of the guide that the sample breaks from end to end. Rules beyond it may find nothing here. */
const CORE = [
  ...["pk-required", "pk-uuid", "pk-surrogate", "fk-validated", "not-null", "check-enum-like", "table-narrow"],
  ...["name-snake-case", "name-table-plural", "name-pk-column", "name-fk-column"],
  ...["name-index", "name-unique", "name-check", "name-fk-constraint"],
  ...["type-timestamptz", "type-text", "type-money-numeric", "type-boolean", "type-jsonb-justified"],
  ...["index-fk", "index-redundant", "doc-table-comment", "doc-column-comment"],
  ...["ops-backup-scheduled", "ops-restore-tested"],
];

/** One row of the README's table of breaches: the table, the object, the rule, and what became of it. */
type Breach = [table: string, object: string, rule: string, fate: string];

function statedBreaches(): Breach[] {
  const readme = readFileSync(join(SAMPLE, "README.md"), "utf8");
  const section = readme.split("## What it gets wrong on purpose\n")[1] ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `") || line.startsWith("| the "))
    .map(
      (line) =>
        line
          .split("|")
          .slice(1, 5)
          .map((cell) => cell.replaceAll("`", "").trim()) as Breach,
    )
    .sort(byText);
}

/** Of the guide; what the extended profile says beside is no breach. */
function foundBreaches(): Breach[] {
  const extended = new Set(rules.filter(({ profile }) => profile === "extended").map(({ id }) => id));
  return scorecard.findings
    .filter(({ rule }) => !extended.has(rule))
    .map(toBreach)
    .sort(byText);
}

function toBreach(finding: Finding): Breach {
  const { schema, relation, name } = finding.subject;
  const table = schema === null || relation === null ? "the project" : quoteQualified(schema, relation);
  const until = finding.waiver === null ? null : (scorecard.waivers[finding.waiver]?.until ?? null);
  const fate = finding.verdict === "fail" ? "fails" : finding.verdict;
  const object = schema === null ? "the project" : name === relation ? "the table" : name;
  return [table, object, finding.rule, until === null ? fate : `${fate} until ${until}`];
}

function byText(a: Breach, b: Breach): number {
  return compareText(a.join(" | "), b.join(" | "));
}

function verdictsOf(rule: string): Verdict[] {
  const results = [...scorecard.relations.flatMap((relation) => relation.results), ...scorecard.project];
  return results.filter((result) => result.rule === rule).map((result) => result.verdict);
}

describe("the sample", () => {
  test("replays whole", () => {
    expect(catalog.omissions).toEqual([]);
  });

  test("is kept by a config that loads without a loader", () => {
    expect(existsSync(join(SAMPLE, "cartulary.config.json"))).toBe(true);
  });

  test("meets every verdict that there is", () => {
    const met = new Set(rules.flatMap((rule) => verdictsOf(rule.id)));
    expect([...met].sort()).toEqual([...verdictSchema.options].sort());
  });

  test("breaks every rule of the core somewhere, or has it excused", () => {
    const unbroken = CORE.filter((id) => !scorecard.findings.some(({ rule }) => rule === id));
    expect(unbroken).toEqual(["ops-restore-tested"]);
  });

  test("meets every rule of the core somewhere", () => {
    const unmet = CORE.filter((id) => !verdictsOf(id).some((verdict) => verdict === "pass" || verdict === "attested"));
    expect(unmet).toEqual(["type-jsonb-justified", "ops-backup-scheduled"]);
  });

  test("leaves no decision unused, expired or at fault", () => {
    const idle = scorecard.waivers.filter(({ state }) => state !== "active").map(({ rule, state }) => [rule, state]);
    expect(idle).toEqual([["ops-backup-scheduled", "expired"]]);
  });

  test("breaks what its README says, and nothing else", () => {
    expect(foundBreaches()).toEqual(statedBreaches());
  });

  test("has tables of every grade", () => {
    const grades = scorecard.relations.map(({ schema, name, grade, score }) => `${schema}.${name} ${grade} ${score}`);
    expect(grades).toEqual([
      "analytics.daily_prices A 100",
      "analytics.user_cohorts C 74",
      "auth.api_keys A 100",
      "auth.login_events E 37",
      "auth.sessions B 87",
      "public.accounts A 98",
      "public.currency A 100",
      "public.instruments A 100",
      "public.order_fills D 78",
      "public.orders B 90",
      "public.stock_data A 95",
      "public.users A 100",
      "public.watchlist_items A 100",
      "public.watchlists D 58",
    ]);
  });
});
