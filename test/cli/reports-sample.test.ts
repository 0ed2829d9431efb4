import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseScorecard } from "../../src/model/parse-json.ts";
import type { Finding, Scorecard } from "../../src/model/scorecard.ts";
import { runCartularyHere } from "../support/cartulary.ts";
import { type Element, parseWorkflowCommand, parseXml, sarifFaults } from "../support/report-formats.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const SAMPLE = "content/creampie";

/** Replayed once; the other formats are written from the catalog, by the sample's own config. */
let scorecard: Scorecard;
let open: Finding[];
const folder = mkdtempSync(join(tmpdir(), "cartulary-sample-"));
const catalog = join(folder, "catalog.json");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function score(format: string, by = "rule"): Promise<string> {
  const config = `${SAMPLE}/cartulary.config.json`;
  const args = ["score", catalog, "--config", config, "--format", format, "--by", by, "--quiet"];
  const run = await runCartularyHere([...args, "--fail-on", "none"], { cwd: ROOT });
  expect([run.code, run.stderr]).toEqual([0, ""]);
  return run.stdout;
}

beforeAll(async () => {
  const args = ["introspect", SAMPLE, "--as-of", "2026-11-23", "--quiet", "--out", catalog];
  expect(await runCartularyHere(args, { cwd: ROOT })).toEqual({ code: 0, stdout: "", stderr: "" });
  scorecard = parseScorecard(await score("json"));
  open = scorecard.findings.filter((finding) => finding.verdict === "fail" || finding.verdict === "stale");
});

/** The file and the text of the line that an annotation stands on. */
function lineOf(file: string, line: number): string {
  return readFileSync(join(ROOT, file), "utf8").split("\n")[line - 1] ?? "";
}

describe("the sample's report", () => {
  test("as text fits on a page and names every rule that finds something", async () => {
    const lines = (await score("text")).trimEnd().split("\n");
    expect([
      lines.length <= 100,
      lines.filter((line) => line.length > 100 && !line.startsWith("  cartulary ")),
    ]).toEqual([true, []]);
    const rules = new Set(open.map(({ rule }) => rule));
    const [named = ""] = lines.join("\n").split("\n\nNext\n");
    expect([...rules].filter((rule) => !named.includes(` ${rule} `))).toEqual([]);
  });

  test("as text by table has a block for each table with a finding, and ends with what to do next", async () => {
    const args = ["score", SAMPLE, "--as-of", "2026-11-23", "--by", "table", "--quiet"];
    const run = await runCartularyHere(args, { cwd: ROOT });
    expect(run.code).toBe(1);
    const blocks = run.stdout.split("\n").filter((line) => /^\w+\.\w+ {2}/.test(line));
    const tables = new Set(open.flatMap(({ subject }) => subject.relation ?? []));
    expect(blocks.length).toBe(tables.size);
    expect(run.stdout).toMatch(/\n\nNext\n(.+\n)+$/);
    // The last lines name the source, which is another.
    const before = (text: string) => text.slice(0, text.indexOf("\n\nNext\n"));
    expect(before(run.stdout)).toBe(before(await score("text", "table")));
    expect(run.stdout.split("\n").filter((line) => line.length > 100 && !/^ {12}\S.*;$/.test(line))).toEqual([]);
  });

  test("as Markdown has a row for each rule, or for each table, with a finding", async () => {
    const byRule = (await score("markdown")).split("\n").filter((line) => line.startsWith("| `"));
    expect(byRule.length).toBe(new Set(open.map(({ rule }) => rule)).size);
    const rows = (await score("markdown", "table")).split("\n").filter((line) => line.startsWith("| `"));
    const tables = new Set(open.flatMap(({ subject }) => subject.relation ?? []));
    expect(rows.length).toBe(tables.size);
  });

  test("as SARIF keeps to the schema and has a result for each finding, on the line that made its object", async () => {
    const text = await score("sarif");
    expect(sarifFaults(text)).toEqual([]);
    const [{ results }] = JSON.parse(text).runs;
    expect(results.map((result: Record<string, unknown>) => result.ruleId)).toEqual(
      scorecard.findings.map((finding) => finding.rule),
    );
    const excused = results.filter((result: { suppressions: unknown[] }) => result.suppressions.length > 0);
    expect(excused.length).toBe(scorecard.findings.length - open.length);
    const fee = results.find((result: { ruleId: string }) => result.ruleId === "type-money-numeric");
    const { artifactLocation, region } = fee.locations[0].physicalLocation;
    expect(lineOf(artifactLocation.uri, region.startLine)).toMatch(/^ {2}fee +double precision/);
  });

  test("as JUnit is well-formed, and its failures are the rules that fail", async () => {
    const root = parseXml(await score("junit"));
    const failures = root.children.flatMap((suite: Element) =>
      suite.children
        .filter((element) => element.children[0]?.name === "failure")
        .map((element) => `${element.attributes.classname} ${element.attributes.name}`),
    );
    const failing = open
      .filter((finding) => finding.severity !== "info")
      .map(({ rule, subject }) =>
        subject.relation === null ? `the project ${rule}` : `${subject.schema}.${subject.relation} ${rule}`,
      );
    expect(failures.sort()).toEqual([...new Set(failing)].sort());
    expect(root.attributes.failures).toBe(String(failures.length));
  });

  test("as annotations names files of the repository and lines that they have", async () => {
    const commands = (await score("github")).split("\n").slice(0, -1).map(parseWorkflowCommand);
    expect(commands.length).toBe(open.length);
    const placed = commands.filter(({ properties }) => properties.file !== undefined);
    expect(placed.length).toBe(open.filter((finding) => finding.origin !== null).length);
    const empty = placed.filter(({ properties: { file, line } }) => lineOf(file as string, Number(line)).trim() === "");
    expect(empty).toEqual([]);
  });

  test("as code quality has a different fingerprint for each finding", async () => {
    const issues = JSON.parse(await score("gitlab")) as { fingerprint: string; location: { path: string } }[];
    expect(new Set(issues.map((issue) => issue.fingerprint)).size).toBe(open.length);
    expect(issues.filter((issue) => !issue.location.path.startsWith(SAMPLE)).length).toBe(
      open.filter((finding) => finding.origin === null).length,
    );
  });
});
