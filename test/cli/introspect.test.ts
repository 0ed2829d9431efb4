import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCartularyHere } from "../support/cartulary.ts";
import { HOSTILE_SQL, RAW, RUNNER_COMMAND } from "../support/hostile-schema.ts";

const folder = mkdtempSync(join(tmpdir(), "cartulary-introspect-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, "shop.sql"), "CREATE TABLE users (id uuid PRIMARY KEY, email text NOT NULL);\n");

test("the catalog is written to catalog.json, again over itself, and read back to the same bytes", async () => {
  const first = await runCartularyHere(["introspect", "shop.sql", "-q"], { cwd: folder });
  expect(first).toEqual({ code: 0, stdout: "", stderr: "" });
  const text = readFileSync(join(folder, "catalog.json"), "utf8");
  expect((await runCartularyHere(["introspect", "shop.sql", "-q"], { cwd: folder })).code).toBe(0);
  expect(readFileSync(join(folder, "catalog.json"), "utf8")).toBe(text);
  const again = await runCartularyHere(["introspect", "catalog.json", "-q", "--out", "-"], { cwd: folder });
  expect(again.stdout).toBe(text);
});

test("what was written is counted in words", async () => {
  const run = await runCartularyHere(["introspect", "shop.sql", "--out", "one.json"], { cwd: folder });
  expect(run.stdout).toBe("one.json: 1 relation in 1 schema\n");
});

test("SQL goes to standard output, and makes the same catalog again", async () => {
  const { stdout } = await runCartularyHere(["introspect", "shop.sql", "-q", "--format", "sql"], { cwd: folder });
  expect(stdout).toContain("CREATE TABLE public.users (");
  writeFileSync(join(folder, "again.sql"), stdout);
  const catalogOf = async (file: string) =>
    (await runCartularyHere(["introspect", file, "-q", "--out", "-"], { cwd: folder })).stdout;
  expect((await catalogOf("again.sql")).replaceAll("again.sql", "shop.sql")).toBe(await catalogOf("shop.sql"));
});

test("names and texts that a terminal obeys are written by JSON's and SQL's escapes, and come back whole", async () => {
  writeFileSync(join(folder, "hostile.sql"), HOSTILE_SQL);
  const json = await runCartularyHere(["introspect", "hostile.sql", "-q", "--out", "-"], { cwd: folder });
  const sql = await runCartularyHere(["introspect", "hostile.sql", "-q", "--format", "sql"], { cwd: folder });
  for (const { code, stdout, stderr } of [json, sql]) {
    expect([code, stderr]).toEqual([0, ""]);
    expect(RAW.exec(stdout)).toBeNull();
    expect(RUNNER_COMMAND.exec(stdout)).toBeNull();
  }
  writeFileSync(join(folder, "hostile-again.sql"), sql.stdout);
  const again = await runCartularyHere(["introspect", "hostile-again.sql", "-q", "--out", "-"], { cwd: folder });
  expect(again.stdout.replaceAll("hostile-again.sql", "hostile.sql")).toBe(json.stdout);
});

test("a file that is somebody else's is left alone", async () => {
  writeFileSync(join(folder, "mine.sql"), "SELECT 1;\n");
  const run = await runCartularyHere(["introspect", "shop.sql", "-q", "--format", "sql", "--out", "mine.sql"], {
    cwd: folder,
  });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain("cartulary introspect did not write it");
  expect(readFileSync(join(folder, "mine.sql"), "utf8")).toBe("SELECT 1;\n");
});
