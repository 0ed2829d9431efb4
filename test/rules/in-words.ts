/** What a rule says of a schema, one line a subject, so that a test compares all of it. */
import { expect } from "vitest";
import { introspect } from "../../introspect/index.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import type { Relation } from "../../src/model/relation.ts";
import type { RuleContext, Subject, TableRule } from "../../src/model/rule.ts";
import { toPlainText } from "../../src/model/sentence.ts";
import { emptyEngine } from "../support/fixture-engine.ts";
import { contextOf } from "./context.ts";
import { judgeable, tableRule } from "./table-rules.ts";

/** The catalog of a script, run in an empty schema `public` of an embedded engine that test files share. */
export async function catalogOf(sql: string): Promise<Catalog> {
  const engine = await emptyEngine();
  await engine.execute(sql);
  const source = { kind: "script", name: "fixture.sql", tool: null, commit: null } as const;
  return introspect(engine, { source, asOf: null, live: false });
}

/** `fail orders.total: Column total is …`, `pass orders.id`, `n.a. orders.qty: …`; sorted, empty for no subject. */
export async function inWords(sql: string, ruleId: string, options: Record<string, unknown> = {}): Promise<string[]> {
  const catalog = await catalogOf(sql);
  return sayAll(catalog, ruleId, options).map((said) => said.line);
}

/** The same of a catalog that no SQL makes: one of a server that counts. */
export function ofTables(catalog: Catalog, ruleId: string, options: Record<string, unknown> = {}): string[] {
  return sayAll(catalog, ruleId, options).map((said) => said.line);
}

/** What the rule suggests for such a catalog, in the order of the failures. */
export function remediesOfTables(catalog: Catalog, ruleId: string, options: Record<string, unknown> = {}): string[] {
  return sayAll(catalog, ruleId, options).flatMap((said) => said.remedy);
}

/** The SQL that the rule suggests, one statement an entry, in the order of the failures. */
export async function remedies(sql: string, ruleId: string): Promise<string[]> {
  return sayAll(await catalogOf(sql), ruleId, {}).flatMap((said) => said.remedy);
}

/** Runs the rule, all that it suggests, and the rule again: what it says afterwards. */
export async function mended(sql: string, ruleId: string, options: Record<string, unknown> = {}): Promise<string[]> {
  const statements = sayAll(await catalogOf(sql), ruleId, options).flatMap((said) => said.remedy);
  const run = statements.map((each) => each.replace(" CONCURRENTLY", "")).join(";\n");
  return inWords(`${sql};\n${run}`, ruleId, options);
}

function sayAll(
  catalog: Catalog,
  ruleId: string,
  given: Record<string, unknown>,
): { line: string; remedy: string[] }[] {
  const rule = tableRule(ruleId);
  const context = contextOf(catalog, rule, { options: given as RuleContext["options"] });
  const said = judgeable(catalog).flatMap((table) =>
    rule.find(table, context).map((subject) => say(rule, subject, table, context)),
  );
  return said.sort((a, b) => (a.line < b.line ? -1 : 1));
}

function say(rule: TableRule, subject: Subject, table: Relation, context: RuleContext) {
  const judgement = rule.judge(subject, table, context);
  if (judgement.verdict === "fail") {
    const { remedy = null, noRemedy = null } = judgement;
    expect(remedy === null, `${rule.id} either has a remedy or says why not`).toBe(noRemedy !== null);
  }
  const object =
    subject.name === table.name && subject.kind === table.kind ? table.name : `${table.name}.${subject.name}`;
  const text =
    judgement.verdict === "fail"
      ? judgement.message
      : judgement.verdict === "pass"
        ? (judgement.note ?? [])
        : judgement.reason;
  const words = toPlainText(text);
  return {
    line: `${judgement.verdict} ${object}${words === "" ? "" : `: ${words}`}`,
    remedy: judgement.verdict === "fail" ? (judgement.remedy?.sql ?? []) : [],
  };
}
