import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Config } from "../../src/model/config.ts";
import { rules } from "../../src/rules/index.ts";
import { buildScorecard } from "../../src/score/index.ts";
import { blockOf, configOf } from "../support/rule-page.ts";
import { catalogOf } from "./in-words.ts";

const ROOT = join(import.meta.dirname, "../..");
const ids = rules.map((rule) => rule.id).sort();
const files = (folder: string) => readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
const isExtended = (id: string) => rules.some((rule) => rule.id === id && rule.profile === "extended");
const isId = (name: string) =>
  /^(pk|fk|not|check|name|type|index|unique|table|doc|ops|test|default|no|schema|rls|constraint|column|sequence|autovacuum|owner|gp|mig|sec|perf|view|function|ext|stats|password)-/.test(
    name,
  );

function sqlOf(id: string, section: string): string {
  const sql = blockOf(id, section, "sql");
  if (sql === null) throw new Error(`The page of ${id} has no SQL under ${section}.`);
  return sql;
}

/** The rules that fail and those that pass on at least one table of a script. */
async function verdictsOf(sql: string, config: Config): Promise<{ failed: string[]; passed: string[] }> {
  const catalog = await catalogOf(sql);
  const { relations } = buildScorecard(catalog, { rules, config, decisions: [], attestations: [], asOf: null });
  const those = (verdict: string) => [
    ...new Set(
      relations.flatMap(({ results }) => results.filter((one) => one.verdict === verdict).map(({ rule }) => rule)),
    ),
  ];
  return { failed: those("fail").sort(), passed: those("pass").sort() };
}

describe("registry, files, pages and tests name the same rules", () => {
  test("no id stands twice", () => {
    expect(ids).toEqual([...new Set(ids)]);
  });

  test("each rule has a file of its name under src/rules", () => {
    const named = files("src/rules").map((path) => path.replaceAll("\\", "/").split("/").at(-1) ?? "");
    expect(ids.filter((id) => !named.includes(`${id}.ts`))).toEqual([]);
  });

  test("each file that defines a rule is registered", () => {
    const defining = files("src/rules").filter(
      (path) =>
        path.endsWith(".ts") &&
        /define(Table|Project|Attested|Summary)Rule\(/.test(readFileSync(join(ROOT, "src/rules", path), "utf8")),
    );
    const defined = defining.map((path) => (path.replaceAll("\\", "/").split("/").at(-1) ?? "").replace(/\.ts$/, ""));
    expect(defined.sort()).toEqual(ids);
  });

  test("each file that defines a rule says it in 60 lines", () => {
    const lengths = files("src/rules")
      .filter((path) => ids.includes(path.replaceAll("\\", "/").split("/").at(-1)?.replace(/\.ts$/, "") ?? ""))
      .map((path) => ({
        path,
        lines: readFileSync(join(ROOT, "src/rules", path), "utf8")
          .trimEnd()
          .split("\n").length,
      }));
    expect(lengths.length).toBe(ids.length);
    expect(lengths.filter(({ lines }) => lines > 60)).toEqual([]);
  });

  test("each rule has a page, and each page a rule", () => {
    expect(files("content/rules").sort()).toEqual(ids.map((id) => `${id}.md`).sort());
  });

  test("each rule has a test, and each test that is called like a rule has one", () => {
    const tests = files("test/rules").filter((path) => path.endsWith(".test.ts"));
    const tested = tests.map((path) => path.replace(/\.test\.ts$/, "")).filter(isId);
    expect(ids.filter((id) => !existsSync(join(ROOT, "test/rules", `${id}.test.ts`)))).toEqual([]);
    expect(tested.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("each page begins with the rule's id and says why and when to waive", () => {
    const faulty = rules.filter(({ id, evidence }) => {
      const text = readFileSync(join(ROOT, "content/rules", `${id}.md`), "utf8");
      // What only sums up fails nowhere, so that there is nothing to waive.
      const waivable = evidence !== "rules";
      return !text.startsWith(`# ${id}\n\n## Why\n`) || text.includes(`rule: ${id}`) !== waivable;
    });
    expect(faulty).toEqual([]);
  });
});

/**
 * Whose subjects fail, or are not assessed, until somebody justifies them: nothing that one writes passes; nor does a
 * reference that is declared, since it is fk-validated's, or a column beside which none says which table it means. */
const NEVER_PASS = [
  "fk-declared",
  "fk-polymorphic",
  "no-redundant-data",
  "type-array-justified",
  "type-enum-justified",
  "type-jsonb-justified",
];
/** What SQL cannot write: a broken build leaves an index invalid, and a design note is no SQL. */
const NOT_WRITTEN = ["index-pk", "doc-decision-note"];
/** A wide table lacks more of everything than a narrow one. */
const MORE_OF_ALL = ["table-narrow"];

describe("what a page tells not to write fails by its rule, and what it tells to write does not", () => {
  const judging = rules.filter((rule) => rule.scope === "table" && rule.evidence === "catalog");
  test.each(judging.map((rule) => rule.id).filter((id) => !NOT_WRITTEN.includes(id)))("%s", async (id) => {
    const bad = await verdictsOf(sqlOf(id, "Instead of"), configOf(id));
    const good = await verdictsOf(sqlOf(id, "Write"), configOf(id));
    expect({ failed: good.failed.includes(id), passed: good.passed.includes(id) }).toEqual({
      failed: false,
      passed: !NEVER_PASS.includes(id),
    });
    // Whatever else the fragment lacks it lacks both ways, so the finding of this rule is the only difference.
    // Fragments carry no comments, and which columns call for one is part of what differs.
    // Rules beyond the guide may have something to say of a page about the guide.
    const isHeard = (rule: string) => !rule.startsWith("doc-") && (isExtended(id) || !isExtended(rule));
    const more = bad.failed.filter((rule) => rule === id || (!good.failed.includes(rule) && isHeard(rule)));
    expect(MORE_OF_ALL.includes(id) ? more.filter((rule) => rule === id) : more).toEqual([id]);
  });
});
