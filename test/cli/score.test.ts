import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/model/catalog.ts";
import { formatCatalogChunks } from "../../src/model/write-json.ts";
import { rules } from "../../src/rules/index.ts";
import { type Run, runCartularyHere } from "../support/cartulary.ts";
import { aCatalog, aColumn, aPrimaryKey, aTable } from "../support/catalog.ts";

const MAIN = resolve(import.meta.dirname, "../../src/cli/main.ts");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cartulary-score-"));
  // Two rules alone, an error and a warning, so that no other rule of the guide decides what these tests see.
  const others = rules.filter((rule) => !["pk-required", "doc-table-comment"].includes(rule.id));
  const config = { rules: Object.fromEntries(others.map((rule) => [rule.id, { off: true }])) };
  writeFileSync(join(folder, "cartulary.config.json"), JSON.stringify(config));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const KEYED = { columns: [aColumn("id", "uuid")], constraints: [aPrimaryKey("bills_pkey", ["id"])] };
const FINE = aTable("bills", { ...KEYED, comment: "What customers owe us, one row a bill." });
const UNSAID = aTable("lines", KEYED);
const KEYLESS = aTable("totals", { columns: [aColumn("id", "uuid")], comment: "What a day came to, one row a day." });

function score(relations: Catalog["relations"], args: readonly string[], given: Partial<Catalog> = {}): Promise<Run> {
  const catalog = aCatalog({ relations: [...relations], ...given });
  writeFileSync(join(folder, "catalog.json"), [...formatCatalogChunks(catalog)].join(""));
  return runCartularyHere(["score", "catalog.json", "--quiet", ...args], { cwd: folder });
}

describe("cartulary score", () => {
  test("ends with 0 where no error is found, with 1 where one is, and prints the report all the same", async () => {
    expect(await score([FINE, UNSAID], [])).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "  warning doc-table-comment  1 in 1 table        +11.5",
        "          public.lines: Table lines has no comment.",
        "",
        "fixture.sql  tables B, 88 of 100",
        "  23 / (23 + 3) = 88, 100 % assessed",
        "  1 finding: 0 errors, 1 warning",
        "",
        "Next",
        "  1 rule leads the tables from 88 (B) to 100 (A): doc-table-comment",
        "  cartulary plan catalog.json                     what to mend in which order, and what it costs",
        "  cartulary explain doc-table-comment             why, how to fix it, when to waive it",
        "  cartulary score catalog.json --update-baseline  to start: take all of this as known",
        "  cartulary score catalog.json --fail-on new      from then on: fail only on what is new",
        "",
      ].join("\n"),
    });
    const failed = await score([FINE, KEYLESS], ["--format", "github"]);
    expect([failed.code, failed.stdout.split("::")[1]]).toEqual([1, "error title=pk-required%3A public.totals"]);
  });

  test("names the next command whole, a config and odd names too", async () => {
    writeFileSync(join(folder, "it's.json"), "{}");
    const { stdout } = await score([UNSAID], ["--config", "it's.json", "--by", "table"]);
    expect(stdout.split("\n").filter((line) => /public.lines --|cartulary plan/.test(line))).toEqual([
      "  cartulary plan catalog.json --config 'it'\\''s.json'",
      "  cartulary explain public.lines --source catalog.json --config 'it'\\''s.json'",
    ]);
  });

  test("says where nothing tells whether attestations are still valid, and what would", async () => {
    mkdirSync(join(folder, "content/notes"), { recursive: true });
    writeFileSync(
      join(folder, "content/notes/drill.md"),
      "---\ntitle: Drill\ndate: 2026-01-20\nattests:\n  - rule: ops-restore-tested\n    on: 2026-01-20\n    by: a.person\n    evidence: https://x.example/drill\n---\n\nThe drill went well.\n",
    );
    writeFileSync(join(folder, "cartulary.config.json"), "{}");
    const warning =
      "! Whether attestations and exceptions are still valid is not judged: no date is known; see --as-of.";
    const warningsOf = async (...args: string[]) => {
      writeFileSync(
        join(folder, "catalog.json"),
        [...formatCatalogChunks(aCatalog({ generatedAt: null, relations: [FINE] }))].join(""),
      );
      const { stderr } = await runCartularyHere(["score", "catalog.json", "--fail-on", "none", ...args], {
        cwd: folder,
      });
      return stderr.split("\n").filter((line) => line.startsWith("!"));
    };
    expect(await warningsOf()).toEqual([warning]);
    expect(await warningsOf("--as-of", "2026-02-01")).toEqual([]);
  });

  test("counts what the config excludes, and tells of a pattern that excludes nothing", async () => {
    const path = join(folder, "cartulary.config.json");
    const config = { ...JSON.parse(readFileSync(path, "utf8")), exclude: ["public.l*", "legcy"] };
    writeFileSync(path, JSON.stringify(config));
    const { stdout } = await score([FINE, UNSAID], []);
    expect(stdout.split("\n").slice(-5)).toEqual([
      "  0 findings: 0 errors, 0 warnings",
      "  1 relation excluded by the config",
      "",
      "Nothing to mend.",
      "",
    ]);
    const { stderr } = await runCartularyHere(["score", "catalog.json"], { cwd: folder });
    expect(stderr).toContain("! exclude: legcy matches nothing in fixture.sql.\n");
    expect(stderr).not.toContain("public.l*");
  });

  test.each(["notes", "rulePages"])("refuses a config whose folder %s is not there", async (key) => {
    writeFileSync(join(folder, "cartulary.config.json"), JSON.stringify({ [key]: "docs/nots" }));
    const { code, stderr } = await score([FINE], []);
    expect([code, stderr.split("\n").slice(0, 2)]).toEqual([
      2,
      [`error The configuration names a folder that is not there: ${key}: docs/nots.`, "   at cartulary.config.json"],
    ]);
  });

  test("says on standard error why it ends with 1", async () => {
    const path = join(folder, "catalog.json");
    await score([KEYLESS], []);
    const run = await runCartularyHere(["score", path, "--min-score", "70", "--fail-on", "none", "-o", "report.txt"], {
      cwd: folder,
    });
    expect([run.code, run.stdout, run.stderr.split("\n").at(-2)]).toEqual([
      1,
      "",
      "! The tables' score is 23, below --min-score 70.",
    ]);
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toContain("pk-required");
  });

  test("ends with 3 where part of the schema is missing, whatever is found, and with 0 where that is allowed", async () => {
    const omission = { kind: "schema", what: "table public.lost", reason: "It is locked.", hint: null, place: null };
    const omissions = [omission as Catalog["omissions"][number]];
    expect((await score([KEYLESS], [], { omissions })).code).toBe(3);
    expect((await score([FINE], ["--allow-omissions"], { omissions })).code).toBe(0);
    const update = await score([KEYLESS], ["--update-baseline"], { omissions });
    expect([update.code, existsSync(join(folder, "cartulary-baseline.json"))]).toEqual([3, false]);
  });

  test("refuses a format and a level that do not exist", async () => {
    const format = await score([FINE], ["--format", "yaml"]);
    const level = await score([FINE], ["--fail-on", "newer"]);
    expect([format.code, level.code]).toEqual([2, 2]);
    expect(format.stderr).toContain("text, json, markdown, sarif, junit, github, gitlab");
    expect(level.stderr).toContain("error, warning, new, new-error, new-warning, none");
  });

  test("ends in silence where its reader has seen enough", async () => {
    const relations = Array.from({ length: 500 }, (_, index) => ({ ...KEYLESS, name: `totals_of_${index}` }));
    await score(relations, []);
    const child = spawn(process.execPath, [MAIN, "score", "catalog.json", "--quiet", "--format", "json"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((done) => child.once("close", done));
    expect([code, stderr]).toEqual([0, ""]);
  });
});

describe("the baseline", () => {
  test("that is broken is written anew as its error says, and a folder is none", async () => {
    const path = join(folder, "cartulary-baseline.json");
    writeFileSync(path, '{ "formatVersion": 2 }');
    const { code, stderr } = await score([KEYLESS], ["--update-baseline"]);
    expect([code, stderr.split("\n")[2]]).toEqual([
      2,
      "      Remove it, and write a new one with cartulary score --update-baseline.",
    ]);
    rmSync(path);
    expect((await score([KEYLESS], ["--update-baseline"])).code).toBe(0);
    const run = await score([KEYLESS], ["--baseline", "."]);
    expect([run.code, run.stderr.split("\n")[0]]).toEqual([2, "error The baseline is a folder."]);
  });

  test("is written beside the config, and read where new findings are asked for", async () => {
    const update = await score([KEYLESS, UNSAID], ["--update-baseline"]);
    expect(update).toEqual({ code: 0, stdout: "cartulary-baseline.json: 2 findings\n", stderr: "" });
    expect(JSON.parse(readFileSync(join(folder, "cartulary-baseline.json"), "utf8"))).toEqual({
      formatVersion: 1,
      fingerprints: ["doc-table-comment|public.lines|table:lines", "pk-required|public.totals|table:totals"],
    });
    expect(readdirSync(folder).sort()).toEqual(["cartulary-baseline.json", "cartulary.config.json", "catalog.json"]);
    expect((await score([KEYLESS, UNSAID], ["--fail-on", "new"])).code).toBe(0);
    expect((await score([KEYLESS, UNSAID], [])).code).toBe(1);

    const more = [KEYLESS, UNSAID, aTable("notes", KEYED)];
    const fails = await score(more, ["--fail-on", "new", "--format", "github"]);
    expect([fails.code, fails.stdout]).toEqual([
      1,
      "::warning title=doc-table-comment%3A public.notes::Table notes has no comment.%0A" +
        "The next reader cannot see what a row stands for, nor which rules of the business it follows.\n",
    ]);
    expect((await score(more, ["--fail-on", "new-error"])).code).toBe(0);
    expect((await score(more, ["--fail-on", "new-warning"])).code).toBe(1);

    const again = await score([UNSAID, aTable("notes", KEYED)], ["--update-baseline"]);
    expect(again.stdout).toBe("cartulary-baseline.json: 2 findings, 1 added, 1 gone\n");
  });

  test("is the file that the command line names", async () => {
    const path = join(folder, "known.json");
    expect((await score([KEYLESS], ["--update-baseline", "--baseline", path])).stdout).toBe("known.json: 1 finding\n");
    const run = await score([KEYLESS, UNSAID], ["--baseline", "known.json", "--fail-on", "new-error"]);
    expect([run.code, run.stdout.split("\n").slice(5, 7)]).toEqual([
      0,
      ["  2 findings: 1 error, 1 warning", "  1 new, 1 in the baseline"],
    ]);
  });

  test("that is missing or spoilt is said before any work, with what to do", async () => {
    expect(await score([FINE], ["--fail-on", "new"])).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        "error There is no baseline, so nothing can be told to be new.",
        "   at cartulary-baseline.json",
        "      Write one with cartulary score --update-baseline and commit it, or name it with --baseline.",
        "",
      ].join("\n"),
    });
    writeFileSync(join(folder, "cartulary-baseline.json"), "[]");
    const spoilt = await score([FINE], ["--fail-on", "new"]);
    expect([spoilt.code, spoilt.stderr.split("\n")[0]]).toEqual([
      2,
      "error The baseline has no format version; this program reads 1.",
    ]);
  });

  test("that cannot be written is said with its option", async () => {
    const run = await score([KEYLESS], ["--update-baseline", "--baseline", "nowhere/known.json"]);
    expect([run.code, run.stderr]).toEqual([
      2,
      "error nowhere/known.json cannot be written: its folder does not exist.\n      Give another path with --baseline, or make the folder.\n",
    ]);
  });
});
