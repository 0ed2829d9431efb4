import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/model/catalog.ts";
import { withoutCounters } from "../../src/model/without-counters.ts";
import { runCartulary } from "../support/cartulary.ts";
import { type Major, type PostgresServer, startServer, whyNoServer } from "../support/postgres-server.ts";

const LIBRARY = readFileSync(join(import.meta.dirname, "..", "fixtures", "library.sql"), "utf8");
const USE = `
  INSERT INTO lending.members ("Full Name", history) SELECT 'Nadia', '{}' FROM generate_series(1, 500);
  SELECT nextval('lending.card'), count(*) FROM lending.members; ANALYZE`;

describe.each<Major>([18])("a catalog of PostgreSQL %i without counters", (major) => {
  const missing = whyNoServer(major);
  if (missing !== null) {
    test.skip(`cannot be tested: ${missing}`, () => undefined);
    return;
  }
  let server: PostgresServer;
  let database: string;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "cartulary-counters-"));
    server = await startServer(major, ["shared_preload_libraries=pg_stat_statements", "archive_mode=on"]);
    database = await server.createDatabase(`${LIBRARY} CREATE EXTENSION pg_stat_statements`);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const read = async (...options: string[]): Promise<string> => {
    const out = join(folder, "catalog.json");
    const run = await runCartulary(["introspect", server.urlOf(database), "--quiet", "--out", out, ...options]);
    expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
    return readFileSync(out, "utf8");
  };

  test("is the same bytes after the database was used, and names no day", async () => {
    const before = await read("--no-counters");
    await server.run(database, USE);
    expect(await read("--no-counters")).toBe(before);
    const { generatedAt, workload, operations, relations } = JSON.parse(before) as Catalog;
    expect([generatedAt, workload, operations?.archiver]).toEqual([null, null, null]);
    expect(relations.flatMap(({ statistics }) => statistics ?? [])).toEqual([]);
  });

  test("is the one with counters, but for these", async () => {
    const counted = JSON.parse(await read()) as Catalog;
    expect(counted.generatedAt).toBeNull();
    expect(counted.workload?.readAt).toMatch(/^20\d\d-/);
    expect(JSON.parse(await read("--no-counters"))).toEqual(JSON.parse(JSON.stringify(withoutCounters(counted))));
  });

  test("is made of one that was written with them too", async () => {
    const counted = join(folder, "counted.json");
    await runCartulary(["introspect", server.urlOf(database), "--quiet", "--out", counted]);
    const run = await runCartulary([
      "introspect",
      counted,
      "--no-counters",
      "--quiet",
      "--out",
      join(folder, "left.json"),
    ]);
    expect(run.code).toBe(0);
    expect(readFileSync(join(folder, "left.json"), "utf8")).toBe(await read("--no-counters"));
  });

  test("has the day that is given", async () => {
    expect(JSON.parse(await read("--no-counters", "--as-of", "2026-01-02")).generatedAt).toBe(
      "2026-01-02T00:00:00.000Z",
    );
  });

  test("is scored, and rules on counters say that they were left out", async () => {
    const run = await runCartulary([
      "score",
      server.urlOf(database),
      "--no-counters",
      "--quiet",
      "--format",
      "json",
      "--fail-on",
      "none",
    ]);
    const { project, relations } = JSON.parse(run.stdout);
    const reasons = [...project, ...relations.flatMap((each: { results: unknown[] }) => each.results)].flatMap(
      ({ rule, verdict, reason }) => (rule === "index-hot-columns" ? [`${verdict}: ${JSON.stringify(reason)}`] : []),
    );
    expect(new Set(reasons)).toEqual(new Set([`not assessed: ["the server's counters were left out"]`]));
  });
});
