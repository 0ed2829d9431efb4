/** The example of a team's own guide, through every command. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASELINE_FILE } from "../../src/cli/project/baseline-file.ts";
import { parseScorecard } from "../../src/model/parse-json.ts";
import type { Scorecard } from "../../src/model/scorecard.ts";
import { toPlainText } from "../../src/model/sentence.ts";
import { runCartulary } from "../support/cartulary.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const OWN = ["export-indexed", "schema-owned", "export-rehearsed"];

const folder = mkdtempSync(join(tmpdir(), "cartulary-own-guide-"));
const run = (...args: string[]) => runCartulary([...args, "--quiet"], { cwd: folder });
const AS_OF = ["--as-of", "2026-11-23"];

/** The example, beside a package of our name that is these sources. */
beforeAll(() => {
  cpSync(join(ROOT, "test/fixtures/own-guide"), folder, { recursive: true });
  const installed = join(folder, "node_modules/cartulary");
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, "package.json"), '{ "type": "module", "exports": "./index.js" }');
  writeFileSync(
    join(installed, "index.js"),
    `export * from ${JSON.stringify(pathToFileURL(join(ROOT, "src/index.ts")).href)};`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a team's own guide", () => {
  let scorecard: Scorecard;

  beforeAll(async () => {
    const { stdout } = await run("score", "--format", "json", ...AS_OF);
    scorecard = parseScorecard(stdout);
  });

  test("is ours with other severities, options and titles, and without what is turned off", () => {
    const of = (id: string) => scorecard.rules.find((rule) => rule.id === id);
    expect(of("pk-uuid")).toBeUndefined();
    expect([of("table-narrow")?.severity, of("table-narrow")?.options[0]?.value]).toEqual(["medium", "3"]);
    expect([of("name-index")?.title, of("name-index")?.options[0]?.value]).toEqual([
      "An index is called ix_, its table and its columns.",
      '["ix_{table}_{columns}"]',
    ]);
    const names = scorecard.findings.filter(({ rule }) => rule.startsWith("name-"));
    expect(names.map(({ message, remedy }) => [toPlainText(message), remedy?.sql])).toEqual([
      [
        "Index idx_parcels_hub_id is not called ix_parcels_hub_id.",
        ["ALTER INDEX depots.idx_parcels_hub_id RENAME TO ix_parcels_hub_id"],
      ],
    ]);
  });

  test("is judged by rules of its own, whose points count where it says so", () => {
    expect(scorecard.rules.filter(({ profile }) => profile === "own").map(({ id, score }) => [id, score])).toEqual([
      ["export-indexed", "tables"],
      ["schema-owned", "none"],
      ["export-rehearsed", "none"],
    ]);
    const verdictOn = (table: string) =>
      scorecard.relations.find(({ name }) => name === table)?.results.find(({ rule }) => rule === "export-indexed")
        ?.verdict;
    expect(["hubs", "parcels", "invoices", "scans", "stamps"].map(verdictOn)).toEqual([
      "pass",
      "fail",
      "n.a.",
      "waived",
      "waived",
    ]);
    expect(
      scorecard.project.filter(({ rule }) => OWN.includes(rule)).map(({ rule, verdict }) => [rule, verdict]),
    ).toEqual([
      ["schema-owned", "fail"],
      ["export-rehearsed", "attested"],
    ]);
  });

  test("excuses by a note, a comment and the config, and attests by a note", () => {
    const decided = scorecard.waivers.filter(({ rule }) => OWN.includes(rule));
    expect(decided.map(({ rule, carrier, kind, state }) => [rule, carrier, kind, state]).sort()).toEqual([
      ["export-indexed", "comment", "waived", "active"],
      ["export-indexed", "note", "waived", "active"],
      ["export-rehearsed", "note", "attested", "active"],
      ["schema-owned", "config", "waived", "active"],
    ]);
    const open = scorecard.findings.filter(({ rule, verdict }) => OWN.includes(rule) && verdict === "fail");
    expect(open.map(({ fingerprint }) => fingerprint)).toEqual([
      "schema-owned||schema:billing",
      "export-indexed|depots.parcels|column:changed_at",
    ]);
  });

  test("fails a run by its own rules, until they are in the baseline", async () => {
    const before = await run("score", "--format", "github", ...AS_OF);
    expect([before.code, before.stdout.includes("schema-owned")]).toEqual([1, true]);
    expect((await run("score", "--update-baseline", ...AS_OF)).code).toBe(0);
    expect(readFileSync(join(folder, BASELINE_FILE), "utf8")).toContain("schema-owned||schema:billing");
    expect((await run("score", "--fail-on", "new", ...AS_OF)).code).toBe(0);
  });

  test("explains its rules by its pages, and says where one is yet to be written", async () => {
    const { stdout } = await run("explain", "export-indexed", "schema-owned");
    expect(stdout).toContain("3 points in the tables score");
    expect(stdout).toContain("your own rule, Indexing");
    expect(stdout).toContain("At two in the morning the export asks");
    expect(stdout).toContain("Its page is yours to write: content/rules/schema-owned.md, beside the config.");
  });

  test("has its remedies proven as ours are", async () => {
    const { code, stdout } = await run("fix", "--rule", "export-indexed,name-index", "--out", "-", ...AS_OF);
    expect(code).toBe(0);
    expect(stdout.split("\n").filter((line) => /^(CREATE|ALTER)/.test(line))).toEqual([
      "CREATE INDEX CONCURRENTLY ix_parcels_changed_at ON depots.parcels (changed_at);",
      "ALTER INDEX depots.idx_parcels_hub_id RENAME TO ix_parcels_hub_id;",
    ]);
  });

  test("has pages of its own in the site, and a place in the guide", async () => {
    expect((await run("build", "--out", "site", ...AS_OF)).code).toBe(0);
    const page = (file: string) => readFileSync(join(folder, "site", file), "utf8");
    expect(page("rules/export-indexed.html")).toContain("At two in the morning the export asks");
    expect(page("rules/schema-owned.html")).toContain("content/rules/schema-owned.md");
    expect(page("rules/name-index.html")).toContain("An index is called ix_, its table and its columns.");
    expect(page("guide/index.md")).toMatch(/## Your own rules\n(.*\n)*.*export-indexed.*\n(.*\n)*.*schema-owned/);
  });

  test("is told with the line of its own file where a rule of it goes wrong", async () => {
    writeFileSync(
      join(folder, "broken.config.ts"),
      `import { defineConfig, defineRule } from "cartulary";
const broken = defineRule({
  id: "broken",
  title: "x",
  why: "x",
  judge(table): never {
    throw new Error(\`no idea what \${table.name} is\`);
  },
});
export default defineConfig({ source: "schema.sql", ownRules: [broken] });
`,
    );
    const { code, stderr } = await run("score", "--config", "broken.config.ts");
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error Your own rule broken failed on billing.invoices: Error: no idea what invoices is\n" +
        "   at broken.config.ts:7\n" +
        "      The rule is your own: mend it where it is written, or take it out of ownRules.\n",
    );
  });
});
